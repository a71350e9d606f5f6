import type { ArtifactKind } from '../../../../shared/artifacts/registry.ts';
import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { ReportedCase } from './junit.ts';

/** The test cases that are complete in an uploaded JUnit report. */
export interface UploadedReport {
  readonly suite: string;
  readonly cases: readonly ReportedCase[];
  readonly isTruncated: boolean;
}

/** The contents of an upload, with the facts that the truth records about it. */
interface UploadContent {
  readonly kind: ArtifactKind | 'irrelevant';
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
