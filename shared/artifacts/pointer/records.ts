/** Content of a file that points to a build: the newest build of a job, or the build of an alias. */
export interface PointerRecord {
  readonly kind: 'build_alias' | 'latest_build';
  /** Build ID, or URL of the folder of the build. */
  readonly target: string;
}
