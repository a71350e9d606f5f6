/** A file that names a version: the newest build of a branch, or the newest that passed. */
export interface MarkerRecord {
  readonly kind: 'version_marker';
  /** Where the version can be fetched; `null` where the version stands alone. */
  readonly url: string | null;
  /** What it is a version of, if the URL says so. */
  readonly product: string | null;
  /** As written. */
  readonly version: string;
  /** What it was built from, if the version says so: often the first digits only. */
  readonly commit: string | null;
  readonly warnings: readonly string[];
}
