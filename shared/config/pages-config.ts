import { parseSettings, type Environment } from './settings.ts';
import { storageEmulator } from './source-location.ts';

/** The bucket with rendered pages and reports. */
export interface PagesBucket {
  readonly bucket: string;
  /** URL of an emulator of Cloud Storage; `undefined` for the cloud. */
  readonly apiEndpoint: string | undefined;
}

/**
 * Reads PAGES_BUCKET and STORAGE_EMULATOR_HOST, and returns `undefined` if no bucket is named.
 *
 * @throws UsageError if a setting is invalid
 */
export function pagesBucket(environment: Environment): PagesBucket | undefined {
  const bucket = parseSettings(environment, (variables) => variables.optional('PAGES_BUCKET'));
  return bucket === undefined ? undefined : { bucket, apiEndpoint: storageEmulator(environment) };
}
