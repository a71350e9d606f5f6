import { parseSettings, type Environment } from './settings.ts';
import { storageEmulator } from './source-location.ts';

/** The bucket with rendered pages and reports. */
export interface PagesBucket {
  readonly bucket: string;
  /** URL of an emulator of Cloud Storage; `undefined` for the cloud. */
  readonly apiEndpoint: string | undefined;
  /** Whether pages are rendered into it; otherwise it has reports only. */
  readonly hasPages: boolean;
}

/**
 * Reads PAGES_BUCKET, STORED_PAGES and STORAGE_EMULATOR_HOST, and returns `undefined` if no bucket is named.
 *
 * @throws UsageError if a setting is invalid
 */
export function pagesBucket(environment: Environment): PagesBucket | undefined {
  const { bucket, hasPages } = parseSettings(environment, (variables) => ({
    bucket: variables.optional('PAGES_BUCKET'),
    hasPages: variables.choice('STORED_PAGES', ['true', 'false'], 'true') === 'true',
  }));
  if (bucket === undefined) return undefined;
  return { bucket, hasPages, apiEndpoint: storageEmulator(environment) };
}
