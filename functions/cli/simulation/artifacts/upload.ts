import type { ArtifactKind } from '../../../../shared/artifacts/registry.ts';
import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { ReportedCase } from './junit.ts';

/** A report that was uploaded: the cases that are whole in it. */
export interface UploadedReport {
  readonly suite: string;
  readonly cases: readonly ReportedCase[];
  readonly isTruncated: boolean;
}

/** One write of one object, with what the truth has to know of it. */
export interface Upload {
  readonly name: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
  readonly body: string | Uint8Array;
  readonly kind: ArtifactKind | 'irrelevant';
  /** What it says of the outcome of its build, if anything. */
  readonly outcome?: BuildOutcome;
  readonly report?: UploadedReport;
  /** Seconds that it came after its time. */
  readonly lateSeconds?: number;
}
