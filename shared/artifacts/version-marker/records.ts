/** Content of a version marker: the newest version of a branch, or the newest version whose tests passed. */
export interface MarkerRecord {
  readonly kind: 'version_marker';
  /** URL of the version; `null` if the marker contains only the version. */
  readonly url: string | null;
  /** Product according to the URL; `null` if the URL does not name it. */
  readonly product: string | null;
  /** Version as it is written in the marker. */
  readonly version: string;
  /** Commit that the version was built from, often abbreviated; `null` if the version does not contain it. */
  readonly commit: string | null;
  readonly warnings: readonly string[];
}
