import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { ReportedCase } from '../artifacts/junit.ts';
import type { Upload } from '../artifacts/upload.ts';
import type { Build } from '../builds/build.ts';
import { SUITE } from '../catalog/tests.ts';
import type { NumberedRun } from '../history/run.ts';

/** A build as its uploads show it, which may be less than what happened. */
export interface ObservedBuild {
  readonly build: Build<NumberedRun>;
  readonly uploads: readonly Upload[];
  /** The last version of each object. */
  readonly last: ReadonlyMap<string, Upload>;
  /** `undefined`: it has not even started. */
  readonly outcome: BuildOutcome | undefined;
  /** Attempts of tests of the suite by name, skipped ones left out; those in the lost part of a report are missing. */
  readonly attempts: ReadonlyMap<string, readonly ReportedCase[]>;
}

/** What can be seen of a build. */
export function observeBuild(build: Build<NumberedRun>, uploads: readonly Upload[]): ObservedBuild {
  const last = new Map(uploads.map((upload) => [upload.name, upload]));
  return {
    build,
    uploads,
    last,
    outcome: outcomeOf([...last.values()]),
    attempts: attemptsOf(last),
  };
}

/** Is the build over, as far as can be seen? */
export function hasEnded({ outcome }: ObservedBuild): boolean {
  return outcome !== undefined && outcome !== 'running';
}

function outcomeOf(last: readonly Upload[]): BuildOutcome | undefined {
  const find = (kind: Upload['kind']): Upload | undefined =>
    last.find((upload) => upload.kind === kind);
  const finished = find('finished');
  if (finished === undefined && find('started') === undefined) return undefined;
  return finished?.outcome ?? find('prowjob')?.outcome ?? 'running';
}

function attemptsOf(
  last: ReadonlyMap<string, Upload>,
): ReadonlyMap<string, readonly ReportedCase[]> {
  const attempts = new Map<string, ReportedCase[]>();
  // By name, because the first report may be the late one.
  const reports = [...last.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { report } of reports) {
    if (report?.suite !== SUITE.suite) continue;
    for (const one of report.cases) {
      if (one.outcome === 'skipped') continue;
      const known = attempts.get(one.name);
      if (known === undefined) attempts.set(one.name, [one]);
      else known.push(one);
    }
  }
  return attempts;
}
