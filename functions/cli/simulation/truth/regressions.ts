import { type RegressionPhase, type Regression, regressionPhase } from '../faults/fault.ts';
import { commitTruth, scopeTruth, testTruth } from './names.ts';
import { type ObservedBuild, hasEnded } from './observed-build.ts';
import type { RecoveryTruth, RegressionJobTruth, RegressionTruth } from './truth.ts';

/** What has been seen of a regression in one job. */
interface Progress {
  readonly job: string;
  lastGood: string | null;
  firstBad: string | null;
  lastBad: string | null;
  firstGoodAfter: string | null;
  failed: number;
  readonly builds: Record<RegressionPhase, number>;
}

/** Notes which builds came before, under and after each regression. */
export class RegressionRecorder {
  readonly #regressions: readonly Regression[];
  readonly #progress = new Map<Regression, Map<string, Progress>>();

  constructor(regressions: readonly Regression[]) {
    this.#regressions = regressions;
  }

  add(seen: ObservedBuild): void {
    const { run, under } = seen.build;
    for (const regression of this.#regressions) {
      const hasFailed = regression.scope.jobs.has(run.job) ? verdict(regression, seen) : undefined;
      if (hasFailed === undefined) continue;
      const progress = this.#of(regression, run.job.name);
      note(progress, {
        phase: regressionPhase(regression, under),
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

  #of(regression: Regression, job: string): Progress {
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

/** Did what the regression breaks fail in this build? `undefined` when the build never got as far. */
function verdict({ id, level, test }: Regression, seen: ObservedBuild): boolean | undefined {
  const { ending } = seen.build;
  if (test !== undefined) {
    const last = seen.attempts.get(test.name)?.at(-1);
    return last === undefined ? undefined : last.outcome !== 'passed';
  }
  if (!hasEnded(seen)) return undefined;
  if (ending.fault === id) return true;
  const gotAsFar = ending.kind === 'tested' || (level === 'create' && ending.kind === 'up_failed');
  return gotAsFar ? false : undefined;
}

function note(
  progress: Progress,
  { phase, buildId, hasFailed }: { phase: RegressionPhase; buildId: string; hasFailed: boolean },
): void {
  progress.builds[phase]++;
  if (phase === 'bad') {
    progress.firstBad ??= buildId;
    progress.lastBad = buildId;
    if (hasFailed) progress.failed++;
  } else if (phase === 'before') {
    // A retest of old commits may come after the first bad build.
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
