import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { parseSettings, type Environment } from './parse.ts';
import { parseWarehouseLocation } from './warehouse-location.ts';

/** What the function `load` is told by its environment. */
export interface LoadConfig {
  readonly projectId: string;
  readonly datasetPrefix: string;
  /** Where an emulator stands in for BigQuery; unset in the cloud. */
  readonly apiEndpoint: string | undefined;
  readonly storageEndpoint: string | undefined;
}

const schema = z.object({
  WAREHOUSE: z.string(),
  BIGQUERY_ENDPOINT: z.url().optional(),
  BIGQUERY_STORAGE_ENDPOINT: z.string().optional(),
});

/** @throws UsageError when a setting is missing or wrong */
export function parseLoadConfig(environment: Environment): LoadConfig {
  const settings = parseSettings(schema, environment);
  const location = parseWarehouseLocation(settings.WAREHOUSE);
  if (location.kind !== 'bigquery') {
    throw new UsageError('WAREHOUSE: in the cloud it is bigquery:<project>[.<dataset prefix>]');
  }
  return {
    projectId: location.projectId,
    datasetPrefix: location.datasetPrefix,
    apiEndpoint: settings.BIGQUERY_ENDPOINT,
    storageEndpoint: settings.BIGQUERY_STORAGE_ENDPOINT,
  };
}
