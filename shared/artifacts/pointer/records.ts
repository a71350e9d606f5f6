/** A file that points to a build: the newest of a job, or that of an alias. */
export interface PointerRecord {
  readonly kind: 'build_alias' | 'latest_build';
  /** A build id, or the URL of a build's folder. */
  readonly target: string;
}
