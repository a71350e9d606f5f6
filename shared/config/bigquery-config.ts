import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './settings.ts';
import { parseWarehouseLocation } from './warehouse-location.ts';

/** Where the services of BigQuery are, if they are not in the cloud. */
export interface BigQueryEndpoints {
  /** URL of a BigQuery emulator; `undefined` for the cloud. */
  readonly apiEndpoint: string | undefined;
  /** `host:port` of the emulator's Storage Write API. */
  readonly storageEndpoint: string | undefined;
}

/** The least that BigQuery bills for a query. */
const LEAST_BYTES_BILLED = 10 * 2 ** 20;

/** Settings of a function that works with BigQuery. */
export interface BigQueryConfig extends BigQueryEndpoints {
  readonly projectId: string;
  /** Precedes the names of the datasets `ci_raw` and `ci`; empty by default. */
  readonly datasetPrefix: string;
  /** Queries that would be billed for more bytes are not run; `undefined` for no limit. */
  readonly maxBytesBilled: number | undefined;
}

/**
 * Reads BIGQUERY_ENDPOINT and BIGQUERY_STORAGE_ENDPOINT.
 *
 * @throws UsageError if a setting is invalid
 */
export function bigQueryEndpoints(environment: Environment): BigQueryEndpoints {
  return parseSettings(environment, (variables) => ({
    apiEndpoint: variables.url('BIGQUERY_ENDPOINT'),
    storageEndpoint: variables.optional('BIGQUERY_STORAGE_ENDPOINT'),
  }));
}

/**
 * Reads WAREHOUSE, MAX_BYTES_BILLED, BIGQUERY_ENDPOINT and BIGQUERY_STORAGE_ENDPOINT.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseBigQueryConfig(environment: Environment): BigQueryConfig {
  const { warehouse, maxBytesBilled } = parseSettings(environment, (variables) => ({
    warehouse: variables.text('WAREHOUSE'),
    maxBytesBilled: variables.wholeNumber('MAX_BYTES_BILLED', undefined, {
      least: LEAST_BYTES_BILLED,
      most: Number.MAX_SAFE_INTEGER,
    }),
  }));
  const endpoints = bigQueryEndpoints(environment);
  const location = parseWarehouseLocation(warehouse);
  if (location.kind !== 'bigquery') {
    throw new UsageError(
      `the environment variable WAREHOUSE is "${warehouse}"; ` +
        'a cloud function needs bigquery:<project>[.<dataset prefix>]',
    );
  }
  const { projectId, datasetPrefix } = location;
  return { projectId, datasetPrefix, maxBytesBilled, ...endpoints };
}
