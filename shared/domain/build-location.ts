/** Location of a build in its bucket, with the facts that object names contain. */
export interface BuildLocation {
  /** Folder of the build with its trailing slash, such as `logs/<job>/<build>/`. */
  readonly buildPath: string;
  readonly job: string;
  /** Number of the build: a decimal string, since it is often larger than 2^53. */
  readonly buildId: string;
  /** Known from the name for presubmits and batches only: periodics and postsubmits share `logs/`. */
  readonly jobType?: 'presubmit' | 'batch';
  readonly org?: string;
  readonly repo?: string;
  readonly pullNumber?: string;
}
