import type { ArtifactKind } from '../../../../shared/artifacts/names.ts';
import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { ReportedCase } from './junit.ts';

/** The kinds of objects that the simulation writes, in the order in which the truth counts them. */
export const UPLOAD_KINDS = [
  'started',
  'finished',
  'prowjob',
  'podinfo',
  'clone_records',
  'junit',
  'coverage',
  'build_log',
  'build_alias',
  'latest_build',
  'version_marker',
  'irrelevant',
] as const satisfies readonly (ArtifactKind | 'irrelevant')[];

export type UploadKind = (typeof UPLOAD_KINDS)[number];

/** The test cases that are complete in an uploaded JUnit report. */
export interface UploadedReport {
  readonly suite: string;
  readonly cases: readonly ReportedCase[];
  readonly isTruncated: boolean;
}

/** The contents of an upload, with the facts that the truth records about it. */
interface UploadContent {
  readonly kind: UploadKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly body: string | Uint8Array;
  /** The outcome of the build that the contents state, if any. */
  readonly outcome?: BuildOutcome;
  readonly report?: UploadedReport;
  /** Delay in seconds of a late upload. */
  readonly lateSeconds?: number;
}

/** One write of one object. */
export interface Upload extends UploadContent {
  readonly name: string;
}

/** One write of a file in the folder of a build. */
export interface SimulatedFile extends UploadContent {
  /** Relative to the folder of the build. */
  readonly file: string;
}
