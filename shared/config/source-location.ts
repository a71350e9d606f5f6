import { UsageError } from '../errors.ts';
import type { Environment } from './settings.ts';

/** Location of artifacts: a directory of this machine, or the objects of a bucket whose names start with a prefix. */
export type SourceLocation =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'gcs'; readonly bucket: string; readonly prefix: string };

/** Options for opening a source. */
export interface SourceOptions {
  /** Name of the bucket that a directory stands for; by default the name of the directory. */
  readonly bucket?: string | undefined;
  /** Whether to read a bucket with the credentials of this machine; by default it is read without credentials. */
  readonly credentials?: boolean;
  /** URL of a Cloud Storage emulator; by default the cloud. */
  readonly storageEndpoint?: string | undefined;
}

/**
 * Returns the URL of the emulator that STORAGE_EMULATOR_HOST names, as in Google's clients: a URL, or `host:port`.
 *
 * @throws UsageError if it is neither
 */
export function storageEmulator(environment: Environment): string | undefined {
  const { STORAGE_EMULATOR_HOST: host = '' } = environment;
  if (host === '') return undefined;
  const url = host.includes('://') ? host : `http://${host}`;
  if (URL.canParse(url)) return url;
  throw new UsageError(
    `the environment variable STORAGE_EMULATOR_HOST is "${host}": set it to a URL or <host>:<port>`,
  );
}

const GCS = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:\/(.*))?$/s;

/** Place of a text that is written: a file of this machine, or an object of a bucket. */
export type TargetLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'object'; readonly bucket: string; readonly name: string };

/**
 * Parses `<file>` or `gs://<bucket>/<object>`.
 *
 * @throws UsageError for any other URL, and for a place without a name
 */
export function parseTargetLocation(written: string): TargetLocation {
  const [, bucket, name = ''] = GCS.exec(written) ?? [];
  const isUrl = /^[a-z0-9]+:\/\//i.test(written);
  if (bucket !== undefined && name !== '' && !name.endsWith('/')) {
    return { kind: 'object', bucket, name };
  }
  if (isUrl || /(?:^|\/)\.{0,2}$/.test(written)) {
    throw new UsageError(
      `cannot write "${written}": name a file such as report.html, or an object such as gs://<bucket>/report.html`,
    );
  }
  return { kind: 'file', path: written };
}

/**
 * Parses `<directory>` or `gs://<bucket>[/<prefix>]`.
 *
 * @throws UsageError for any other URL
 */
export function parseSourceLocation(written: string): SourceLocation {
  const [, bucket, prefix = ''] = GCS.exec(written) ?? [];
  if (bucket !== undefined) return { kind: 'gcs', bucket, prefix };
  if (/^[a-z0-9]+:\/\//.test(written)) {
    throw new UsageError(`cannot read from ${written}: pass a directory or gs://<bucket>/<prefix>`);
  }
  return { kind: 'directory', path: written };
}
