import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './settings.ts';
import { parseWarehouseLocation } from './warehouse-location.ts';

/** Settings of a function that works with BigQuery: `load` and `refresh`. */
export interface BigQueryConfig {
  readonly projectId: string;
  /** Precedes the names of the datasets `ci_raw` and `ci`; empty by default. */
  readonly datasetPrefix: string;
  /** URL of a BigQuery emulator; `undefined` for the cloud. */
  readonly apiEndpoint: string | undefined;
  /** `host:port` of the emulator's Storage Write API. */
  readonly storageEndpoint: string | undefined;
}

const schema = z.object({
  WAREHOUSE: z.string(),
  BIGQUERY_ENDPOINT: z.url().optional(),
  BIGQUERY_STORAGE_ENDPOINT: z.string().optional(),
});

/**
 * Reads WAREHOUSE, BIGQUERY_ENDPOINT and BIGQUERY_STORAGE_ENDPOINT.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseBigQueryConfig(environment: Environment): BigQueryConfig {
  const settings = parseSettings(schema, environment);
  const location = parseWarehouseLocation(settings.WAREHOUSE);
  if (location.kind !== 'bigquery') {
    throw new UsageError(
      `the environment variable WAREHOUSE is "${settings.WAREHOUSE}"; ` +
        'a cloud function needs bigquery:<project>[.<dataset prefix>]',
    );
  }
  return {
    projectId: location.projectId,
    datasetPrefix: location.datasetPrefix,
    apiEndpoint: settings.BIGQUERY_ENDPOINT,
    storageEndpoint: settings.BIGQUERY_STORAGE_ENDPOINT,
  };
}
