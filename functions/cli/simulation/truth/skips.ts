import type { ObservedBuild } from './observed-build.ts';

/** A test that was skipped with a reason at least once. */
export interface SkippedTestTruth {
  readonly test_name: string;
  /** Whether it ran in any job. */
  readonly has_run: boolean;
  readonly reasons: readonly {
    readonly reason: string;
    /** Date of the last build that skipped it for this reason. */
    readonly last_date: string;
  }[];
}

interface Progress {
  hasRun: boolean;
  /** Last date by reason. */
  readonly reasons: Map<string, string>;
}

/** Records the tests that are skipped with a reason, and whether they run in any job. */
export class SkippedTestRecorder {
  readonly #tests = new Map<string, Progress>();

  addBuild({ build, last }: ObservedBuild): void {
    const date = new Date(build.times.started).toISOString().slice(0, 10);
    for (const { report } of last.values()) {
      for (const { name, outcome, skipReason } of report?.cases ?? []) {
        if (outcome === 'skipped' && skipReason === undefined) continue;
        const { reasons } = this.#progressOf(name, skipReason === undefined);
        if (skipReason !== undefined) reasons.set(skipReason, later(reasons.get(skipReason), date));
      }
    }
  }

  truth(): readonly SkippedTestTruth[] {
    return [...this.#tests]
      .filter(([, { reasons }]) => reasons.size > 0)
      .map(([test_name, { hasRun, reasons }]) => ({
        test_name,
        has_run: hasRun,
        reasons: [...reasons].map(([reason, last_date]) => ({ reason, last_date })),
      }));
  }

  #progressOf(name: string, hasRun: boolean): Progress {
    const progress = this.#tests.get(name) ?? { hasRun: false, reasons: new Map() };
    progress.hasRun ||= hasRun;
    this.#tests.set(name, progress);
    return progress;
  }
}

function later(known: string | undefined, date: string): string {
  return known === undefined || date > known ? date : known;
}
