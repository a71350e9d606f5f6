import { flagsOf } from '../dimensions/flags.ts';

/** The version markers that a build reads and writes, as `gs://<bucket>/<name>` where they are in a bucket. */
export interface BuildMarkers {
  /** The marker that names the version under test. */
  readonly tested_marker: string | null;
  /** The marker that is set to the version when the tests have passed. */
  readonly published_marker: string | null;
}

const PUBLIC_URL = /^https?:\/\/storage\.googleapis\.com\//;

/** Reads the markers from the arguments of kubetest2. */
export function markersOf(args: readonly string[]): BuildMarkers {
  const flags = flagsOf(args);
  const read = (name: string): string | null =>
    flags.get(name)?.replace(PUBLIC_URL, 'gs://') ?? null;
  return {
    tested_marker: read('kops-version-marker'),
    published_marker: read('publish-version-marker'),
  };
}
