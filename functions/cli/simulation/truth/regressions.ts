import { regressionPhase, type Regression, type RegressionPhase } from '../faults/regressions.ts';
import type { FaultLevel } from '../faults/scope.ts';
import {
  commitTruth,
  scopeTruth,
  testTruth,
  type CommitTruth,
  type ScopeTruth,
  type TestTruth,
} from './names.ts';
import { hasEnded, type ObservedBuild } from './observed-build.ts';

/** The builds before, within and after a regression in one job; builds that did not get as far do not count. */
export interface RegressionJobTruth {
  readonly job: string;
  readonly last_good_build: string | null;
  readonly first_bad_build: string;
  readonly last_bad_build: string;
  readonly first_good_build_after: string | null;
  readonly builds_before: number;
  readonly builds_bad: number;
  /** Number of bad builds in which the regression caused a failure. */
  readonly builds_bad_failed: number;
  readonly builds_after: number;
}

/** A fault that a commit introduced. */
export interface RegressionTruth {
  readonly id: string;
  readonly level: FaultLevel;
  /** `kops`: the commit is in the version under test; `test_code`: in the checkout. */
  readonly cause: 'kops' | 'test_code';
  readonly test: TestTruth | null;
  readonly scope: ScopeTruth;
  readonly failure_rate: number;
  readonly failure_template: string;
  /** `null` for a fault that is older than the window. */
  readonly first_bad_commit: CommitTruth | null;
  readonly jobs: readonly RegressionJobTruth[];
}

/** A fault that a commit fixed. */
export interface RecoveryTruth {
  readonly regression: string;
  readonly level: FaultLevel;
  readonly test: TestTruth | null;
  readonly first_good_commit: CommitTruth;
  /** The jobs with a good build after the bad ones. */
  readonly jobs: readonly RegressionJobTruth[];
}

/** The builds of one job that were recorded for a regression so far. */
interface Progress {
  readonly job: string;
  lastGood: string | null;
  firstBad: string | null;
  lastBad: string | null;
  firstGoodAfter: string | null;
  failed: number;
  readonly builds: Record<RegressionPhase, number>;
}

/** Records which builds came before, within and after each regression. */
export class RegressionRecorder {
  readonly #regressions: readonly Regression[];
  readonly #progress = new Map<Regression, Map<string, Progress>>();

  constructor(regressions: readonly Regression[]) {
    this.#regressions = regressions;
  }

  addBuild(observed: ObservedBuild): void {
    const { run, underTest } = observed.build;
    for (const regression of this.#regressions) {
      const hasFailed = regression.scope.jobs.has(run.job)
        ? failedBecauseOf(regression, observed)
        : undefined;
      if (hasFailed === undefined) continue;
      const progress = this.#progressOf(regression, run.job.name);
      recordBuild(progress, {
        phase: regressionPhase(regression, underTest),
        buildId: run.buildId,
        hasFailed,
      });
    }
  }

  regressions(): readonly RegressionTruth[] {
    return this.#regressions.map((regression) => ({
      id: regression.id,
      level: regression.level,
      cause: regression.cause,
      test: testOf(regression),
      scope: scopeTruth(regression.scope),
      failure_rate: regression.failureRate,
      failure_template: regression.template.id,
      first_bad_commit: regression.firstBad === undefined ? null : commitTruth(regression.firstBad),
      jobs: this.#jobs(regression),
    }));
  }

  recoveries(): readonly RecoveryTruth[] {
    return this.#regressions.flatMap((regression) => {
      const { id, level, firstGood } = regression;
      if (firstGood === undefined) return [];
      const jobs = this.#jobs(regression).filter((job) => job.first_good_build_after !== null);
      const test = testOf(regression);
      return [{ regression: id, level, test, first_good_commit: commitTruth(firstGood), jobs }];
    });
  }

  #jobs(regression: Regression): readonly RegressionJobTruth[] {
    return [...(this.#progress.get(regression)?.values() ?? [])].flatMap(jobTruth);
  }

  #progressOf(regression: Regression, job: string): Progress {
    const jobs = this.#progress.get(regression) ?? new Map<string, Progress>();
    this.#progress.set(regression, jobs);
    const known = jobs.get(job) ?? {
      job,
      lastGood: null,
      firstBad: null,
      lastBad: null,
      firstGoodAfter: null,
      failed: 0,
      builds: { before: 0, bad: 0, after: 0 },
    };
    jobs.set(job, known);
    return known;
  }
}

function testOf({ test }: Regression): RegressionTruth['test'] {
  return test === undefined ? null : testTruth(test);
}

/** Returns whether the broken part failed in this build; `undefined` if the build did not get as far. */
function failedBecauseOf(
  { id, level, test }: Regression,
  observed: ObservedBuild,
): boolean | undefined {
  const { ending } = observed.build;
  if (test !== undefined) {
    const last = observed.attempts.get(test.name)?.at(-1);
    return last === undefined ? undefined : last.outcome !== 'passed';
  }
  if (!hasEnded(observed)) return undefined;
  if (ending.fault === id) return true;
  const gotAsFar = ending.kind === 'tested' || (level === 'create' && ending.kind === 'up_failed');
  return gotAsFar ? false : undefined;
}

function recordBuild(
  progress: Progress,
  { phase, buildId, hasFailed }: { phase: RegressionPhase; buildId: string; hasFailed: boolean },
): void {
  progress.builds[phase]++;
  if (phase === 'bad') {
    progress.firstBad ??= buildId;
    progress.lastBad = buildId;
    if (hasFailed) progress.failed++;
  } else if (phase === 'before') {
    // A retest of old commits can come after the first bad build.
    if (progress.firstBad === null) progress.lastGood = buildId;
  } else {
    progress.firstGoodAfter ??= buildId;
  }
}

function jobTruth(progress: Progress): readonly RegressionJobTruth[] {
  const { job, lastGood, firstBad, lastBad, firstGoodAfter, failed, builds } = progress;
  if (firstBad === null || lastBad === null) return [];
  return [
    {
      job,
      last_good_build: lastGood,
      first_bad_build: firstBad,
      last_bad_build: lastBad,
      first_good_build_after: firstGoodAfter,
      builds_before: builds.before,
      builds_bad: builds.bad,
      builds_bad_failed: failed,
      builds_after: builds.after,
    },
  ];
}
