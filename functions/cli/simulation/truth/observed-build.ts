import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { ReportedCase } from '../artifacts/junit.ts';
import type { Upload } from '../artifacts/upload.ts';
import type { NumberedBuild } from '../builds/build.ts';
import { SUITE } from '../catalog/tests.ts';

/** A build as its uploads show it, which can be less than what happened. */
export interface ObservedBuild {
  readonly build: NumberedBuild;
  readonly uploads: readonly Upload[];
  /** The last version of each object by name. */
  readonly last: ReadonlyMap<string, Upload>;
  /** `undefined` for a build that has not started. */
  readonly outcome: BuildOutcome | undefined;
  /** The attempts that were not skipped by test name, without those in the lost part of a truncated report. */
  readonly attempts: ReadonlyMap<string, readonly ReportedCase[]>;
}

/** Returns a build as its uploads show it. */
export function observeBuild(build: NumberedBuild, uploads: readonly Upload[]): ObservedBuild {
  const last = new Map(uploads.map((upload) => [upload.name, upload]));
  const outcome = outcomeOf([...last.values()]);
  return { build, uploads, last, outcome, attempts: attemptsOf(last) };
}

/** Returns whether the uploads show that the build has ended. */
export function hasEnded({ outcome }: ObservedBuild): boolean {
  return outcome !== undefined && outcome !== 'running';
}

/** Returns whether a build uploaded an object of a kind. */
export function hasUploaded({ last }: ObservedBuild, kind: Upload['kind']): boolean {
  return last.values().some((upload) => upload.kind === kind);
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
  // Ordered by name, because the first report can be uploaded last.
  const reports = [...last.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const cases = reports.flatMap(({ report }) =>
    report?.suite === SUITE.suite ? report.cases : [],
  );
  return Map.groupBy(
    cases.filter(({ outcome }) => outcome !== 'skipped'),
    ({ name }) => name,
  );
}
