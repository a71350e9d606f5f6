import type { ObservedBuild } from './observed-build.ts';
import type { SkippedTestTruth } from './truth.ts';

interface Counts {
  hasRun: boolean;
  readonly reasons: Map<string, string>;
}

/** Notes what was skipped with a reason, and whether it ran anywhere. */
export class SkippedTestRecorder {
  readonly #tests = new Map<string, Counts>();

  add({ build, last }: ObservedBuild): void {
    const date = new Date(build.times.started).toISOString().slice(0, 10);
    for (const { report } of last.values()) {
      for (const { name, outcome, skipReason } of report?.cases ?? []) {
        if (outcome === 'skipped' && skipReason === undefined) continue;
        const counts = this.#of(name);
        if (skipReason === undefined) counts.hasRun = true;
        else counts.reasons.set(skipReason, later(counts.reasons.get(skipReason), date));
      }
    }
  }

  get(): readonly SkippedTestTruth[] {
    return [...this.#tests]
      .filter(([, { reasons }]) => reasons.size > 0)
      .map(([test_name, { hasRun, reasons }]) => ({
        test_name,
        has_run: hasRun,
        reasons: [...reasons].map(([reason, last_date]) => ({ reason, last_date })),
      }));
  }

  #of(name: string): Counts {
    const known = this.#tests.get(name) ?? { hasRun: false, reasons: new Map() };
    this.#tests.set(name, known);
    return known;
  }
}

function later(known: string | undefined, date: string): string {
  return known === undefined || date > known ? date : known;
}
