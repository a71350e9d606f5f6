import type { NeverPassedJob } from '../faults/never-passed.ts';
import type { FaultLevel } from '../faults/scope.ts';
import { testTruth, type TestTruth } from './names.ts';
import { hasEnded, type ObservedBuild } from './observed-build.ts';

/** A job that fails in every build, with the number of its builds that ended. */
export interface NeverPassedTruth {
  readonly id: string;
  readonly job: string;
  readonly level: FaultLevel;
  readonly test: TestTruth | null;
  readonly failure_template: string;
  readonly builds: number;
}

/** Counts the builds of the jobs that never pass. */
export class NeverPassedRecorder {
  readonly #builds: ReadonlyMap<NeverPassedJob, { count: number }>;

  constructor(neverPassed: readonly NeverPassedJob[]) {
    this.#builds = new Map(neverPassed.map((fault) => [fault, { count: 0 }]));
  }

  addBuild(observed: ObservedBuild): void {
    if (!hasEnded(observed)) return;
    for (const [{ job }, builds] of this.#builds) {
      if (job === observed.build.run.job) builds.count++;
    }
  }

  truth(): readonly NeverPassedTruth[] {
    return [...this.#builds].map(([{ id, job, level, test, template }, { count }]) => ({
      id,
      job: job.name,
      level,
      test: test === undefined ? null : testTruth(test),
      failure_template: template.id,
      builds: count,
    }));
  }
}
