import { FAULT_RULES, type PlannedFaults } from '../catalog/faults.ts';
import { selectionFilter, SUITE_TESTS, type SuiteTest } from '../catalog/tests.ts';
import type { JobSelector, SimulatedDimension } from '../catalog/vocabulary.ts';
import type { Commits } from '../history/commits.ts';
import { matchesSelector, type Job } from '../jobs/job.ts';
import type { TimeWindow } from '../options.ts';
import { Random } from '../random.ts';
import type { FaultScope } from './scope.ts';

/** The history that faults are planned for. */
export interface FaultPlanningInput {
  readonly seed: number;
  readonly window: TimeWindow;
  readonly commits: Commits;
  readonly jobs: readonly Job[];
  readonly rules: PlannedFaults;
}

/** Labels of the random numbers of a choice, and how many candidates it takes. */
interface Choice {
  readonly of: readonly (string | number)[];
  /** Default: 1. */
  readonly count?: number;
}

interface ScopeRule {
  readonly scope: FaultScope['kind'];
  readonly dimension?: SimulatedDimension | undefined;
  readonly jobs: JobSelector;
  readonly overlaps?: boolean | undefined;
}

/** Assigns jobs and tests to faults so that no fault hides another one. */
export class FaultPlanning {
  readonly input: FaultPlanningInput;
  readonly #takenTests = new Set<SuiteTest>();
  readonly #takenJobs = new Set<Job>();
  readonly #stoppedJobs = new Set<Job>();

  constructor(input: FaultPlanningInput) {
    this.input = input;
  }

  /** Returns a stream of random numbers for one fault. */
  random(...labels: readonly (string | number)[]): Random {
    return new Random(this.input.seed, 'faults', ...labels);
  }

  /**
   * Chooses among candidates. Each candidate has a random number that depends on its name, and the lowest numbers are
   * chosen, so that another candidate changes the choice only if it is chosen itself.
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

  /** Returns the jobs of a selector that are not reserved for a fault. */
  freeJobs(selector: JobSelector): readonly Job[] {
    return this.input.jobs.filter(
      (job) => !this.#takenJobs.has(job) && matchesSelector(job, selector),
    );
  }

  /** Returns the jobs of a selector whose tests run, whatever other faults of tests they have. */
  testedJobs(selector: JobSelector): readonly Job[] {
    return this.input.jobs.filter(
      (job) => !this.#stoppedJobs.has(job) && matchesSelector(job, selector),
    );
  }

  /** Reserves jobs for a fault that keeps their tests from running, or from passing. */
  takeAll(jobs: Iterable<Job>): void {
    for (const job of jobs) {
      this.#takenJobs.add(job);
      this.#stoppedJobs.add(job);
    }
  }

  /** Reserves jobs for a fault. */
  take(jobs: Iterable<Job>): void {
    for (const job of jobs) this.#takenJobs.add(job);
  }

  /**
   * Reserves a test that most of the jobs run.
   *
   * @returns `undefined` if no free test is left
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

  /** Returns the scope of a fault by its rule; `undefined` if no free job is left for it. */
  scopeForRule(
    { scope, dimension, jobs, overlaps }: ScopeRule,
    of: Choice['of'],
  ): FaultScope | undefined {
    const free = overlaps === true ? this.testedJobs(jobs) : this.freeJobs(jobs);
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
    // The value is chosen among the selector's jobs; the fault then shows in every free job with that value.
    const everywhere: JobSelector =
      jobs.kops_versions === undefined ? {} : { kops_versions: jobs.kops_versions };
    const reached = this.freeJobs(everywhere).filter((job) => job[dimension] === value);
    return { kind: 'dimension', dimension, value, jobs: new Set(reached) };
  }

  /** Returns the values of a dimension that at most the share `largest_scope` of the jobs has; of clouds all. */
  #values(jobs: readonly Job[], dimension: SimulatedDimension): readonly string[] {
    const byValue = Object.groupBy(jobs, (job) => job[dimension]);
    const maxJobs = Math.max(1, jobs.length * FAULT_RULES.largest_scope);
    return Object.entries(byValue)
      .filter(([, having]) => dimension === 'cloud' || (having?.length ?? 0) <= maxJobs)
      .map(([value]) => value);
  }
}
