import { FAULT_RULES } from '../catalog/faults.ts';
import type { SimulatedDimension, JobSelector } from '../catalog/vocabulary.ts';
import { selectionFilter, SUITE_TESTS, type SuiteTest } from '../catalog/tests.ts';
import type { Commits } from '../history/commits.ts';
import { matchesSelector, type Job } from '../jobs/job.ts';
import type { TimeWindow } from '../options.ts';
import { Random } from '../random.ts';
import type { FaultScope } from './fault.ts';

/** What faults are planned for. */
export interface FaultPlanningInput {
  readonly seed: number;
  readonly window: TimeWindow;
  readonly commits: Commits;
  readonly jobs: readonly Job[];
}

/** What is chosen, and how many of it. */
interface Choice {
  readonly of: readonly (string | number)[];
  readonly count?: number;
}

interface ScopeRule {
  readonly scope: FaultScope['kind'];
  readonly dimension?: SimulatedDimension | undefined;
  readonly jobs: JobSelector;
}

/** Deals out jobs and tests, so that no two faults hide each other. */
export class FaultPlanning {
  readonly input: FaultPlanningInput;
  readonly #takenTests = new Set<SuiteTest>();
  readonly #takenJobs = new Set<Job>();

  constructor(input: FaultPlanningInput) {
    this.input = input;
  }

  random(...labels: readonly (string | number)[]): Random {
    return new Random(this.input.seed, 'faults', ...labels);
  }

  /**
   * Picks so that a new candidate changes nothing unless it is picked itself: each has a number of its own, and the
   * lowest ones win.
   */
  choose<T>(
    candidates: readonly T[],
    nameOf: (candidate: T) => string,
    labels: Choice,
  ): readonly T[] {
    const scored = candidates.map((candidate) => ({
      candidate,
      score: this.random('choice', ...labels.of, nameOf(candidate)).next(),
    }));
    scored.sort((a, b) => a.score - b.score);
    return scored.slice(0, labels.count ?? 1).map(({ candidate }) => candidate);
  }

  /** The jobs of a selector that no fault has for itself yet. */
  freeJobs(selector: JobSelector): readonly Job[] {
    return this.input.jobs.filter(
      (job) => !this.#takenJobs.has(job) && matchesSelector(job, selector),
    );
  }

  take(jobs: Iterable<Job>): void {
    for (const job of jobs) this.#takenJobs.add(job);
  }

  /**
   * A test that most of the jobs run and no other fault has.
   *
   * @returns `undefined` when there is none left
   */
  takeTest(jobs: ReadonlySet<Job>, of: Choice['of']): SuiteTest | undefined {
    const counts = Object.groupBy(jobs, ({ selection }) => selection);
    const [common] = Object.keys(counts).sort(
      (a, b) => (counts[b]?.length ?? 0) - (counts[a]?.length ?? 0),
    );
    if (common === undefined) return undefined;
    const isSelected = selectionFilter(common);
    const free = SUITE_TESTS.filter(
      (test) => isSelected(test) && test.onlyOn === undefined && !this.#takenTests.has(test),
    );
    const [test] = this.choose(free, ({ name }) => name, { of: ['test', ...of] });
    if (test !== undefined) this.#takenTests.add(test);
    return test;
  }

  /** @returns `undefined` when no job is left for the rule */
  scopeForRule({ scope, dimension, jobs }: ScopeRule, of: Choice['of']): FaultScope | undefined {
    const free = this.freeJobs(jobs);
    if (scope === 'everywhere') {
      return { kind: scope, dimension: null, value: null, jobs: new Set(free) };
    }
    if (scope === 'job' || dimension === undefined) {
      const picked = this.choose(free, ({ name }) => name, { of: ['job', ...of] });
      return picked.length === 0
        ? undefined
        : { kind: 'job', dimension: null, value: null, jobs: new Set(picked) };
    }
    const [value] = this.choose(this.#values(free, dimension), String, { of: ['value', ...of] });
    if (value === undefined) return undefined;
    // The selector says whose values count; the fault then shows wherever the value occurs.
    const everywhere: JobSelector =
      jobs.kops_versions === undefined ? {} : { kops_versions: jobs.kops_versions };
    const reached = this.freeJobs(everywhere).filter((job) => job[dimension] === value);
    return { kind: 'dimension', dimension, value, jobs: new Set(reached) };
  }

  /** Values that not too many jobs share, else the fault would be one of everything. */
  #values(jobs: readonly Job[], dimension: SimulatedDimension): readonly string[] {
    const byValue = Object.groupBy(jobs, (job) => job[dimension]);
    const most = Math.max(1, jobs.length * FAULT_RULES.largest_scope);
    return Object.entries(byValue)
      .filter(([, having]) => dimension === 'cloud' || (having?.length ?? 0) <= most)
      .map(([value]) => value);
  }
}
