/** Where a build is in its bucket, and what object names alone tell about it. */
export interface BuildLocation {
  /** Folder of the build with its trailing slash, such as `logs/<job>/<build>/`. */
  readonly buildPath: string;
  readonly job: string;
  /** Decimal, often beyond 2^53, hence a string. */
  readonly buildId: string;
  /** Known from the name for presubmits and batches only: periodics and postsubmits share `logs/`. */
  readonly jobType?: 'presubmit' | 'batch';
  readonly org?: string;
  readonly repo?: string;
  readonly pullNumber?: string;
}
