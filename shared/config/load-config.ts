import { z } from 'zod';
import { parseSettings, type Environment } from './parse.ts';
import { parseWarehouseLocation, type WarehouseLocation } from './warehouse-location.ts';

/** What the function `load` is told by its environment. */
export interface LoadConfig {
  readonly warehouse: WarehouseLocation;
  readonly bigQueryEndpoint: string | undefined;
  readonly bigQueryStorageEndpoint: string | undefined;
}

const schema = z.object({
  WAREHOUSE: z.string().transform(parseWarehouseLocation),
  BIGQUERY_ENDPOINT: z.url().optional(),
  BIGQUERY_STORAGE_ENDPOINT: z.string().optional(),
});

/** @throws UsageError when a setting is missing or wrong */
export function parseLoadConfig(environment: Environment): LoadConfig {
  const settings = parseSettings(schema, environment);
  return {
    warehouse: settings.WAREHOUSE,
    bigQueryEndpoint: settings.BIGQUERY_ENDPOINT,
    bigQueryStorageEndpoint: settings.BIGQUERY_STORAGE_ENDPOINT,
  };
}
