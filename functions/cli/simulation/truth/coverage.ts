import type { CoverageDrop } from '../faults/coverage-drops.ts';
import { commitTruth, type CommitTruth } from './names.ts';
import { hasUploaded, type ObservedBuild } from './observed-build.ts';

/** The builds of a job that uploaded coverage, before and after a drop. */
export interface CoverageDropJobTruth {
  readonly job: string;
  readonly last_good_build: string | null;
  readonly first_bad_build: string;
  readonly builds_before: number;
  readonly builds_bad: number;
}

/** A commit from which on code that ran does not run any more. */
export interface CoverageDropTruth {
  readonly id: string;
  readonly first_bad_commit: CommitTruth;
  /** The periodic jobs that show it. */
  readonly jobs: readonly CoverageDropJobTruth[];
}

interface Progress {
  lastGood: string | null;
  firstBad: string | null;
  before: number;
  bad: number;
}

/** Records which builds came before and after each drop of coverage. */
export class CoverageDropRecorder {
  readonly #drops: ReadonlyMap<CoverageDrop, Map<string, Progress>>;

  constructor(drops: readonly CoverageDrop[]) {
    this.#drops = new Map(drops.map((drop) => [drop, new Map<string, Progress>()]));
  }

  addBuild(observed: ObservedBuild): void {
    const { run, underTest } = observed.build;
    if (run.refs !== undefined || !hasUploaded(observed, 'coverage')) return;
    for (const [{ commit }, jobs] of this.#drops) {
      const progress = jobs.get(run.job.name) ?? {
        lastGood: null,
        firstBad: null,
        before: 0,
        bad: 0,
      };
      jobs.set(run.job.name, progress);
      if (underTest.kops.ordinal < commit.ordinal) {
        progress.before++;
        progress.lastGood = run.buildId;
      } else {
        progress.bad++;
        progress.firstBad ??= run.buildId;
      }
    }
  }

  truth(): readonly CoverageDropTruth[] {
    return [...this.#drops].map(([{ id, commit }, jobs]) => ({
      id,
      first_bad_commit: commitTruth(commit),
      jobs: [...jobs].flatMap(([job, { lastGood, firstBad, before, bad }]) =>
        firstBad === null
          ? []
          : [
              {
                job,
                last_good_build: lastGood,
                first_bad_build: firstBad,
                builds_before: before,
                builds_bad: bad,
              },
            ],
      ),
    }));
  }
}
