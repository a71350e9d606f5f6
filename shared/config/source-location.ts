import { UsageError } from '../errors.ts';

/** Where artifacts are: a folder of this machine, or a bucket, and of either those that begin with a prefix. */
export type SourceLocation =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'gcs'; readonly bucket: string; readonly prefix: string };

const GCS = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:\/(.*))?$/s;

/**
 * Reads `<directory>` or `gs://<bucket>[/<prefix>]`.
 *
 * @throws UsageError when it is another URL
 */
export function parseSourceLocation(written: string): SourceLocation {
  const [, bucket, prefix = ''] = GCS.exec(written) ?? [];
  if (bucket !== undefined) return { kind: 'gcs', bucket, prefix };
  if (/^[a-z0-9]+:\/\//.test(written)) {
    throw new UsageError(`${written} is no source: give a directory or gs://<bucket>/<prefix>`);
  }
  return { kind: 'directory', path: written };
}
