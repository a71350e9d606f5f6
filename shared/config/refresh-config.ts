import { parseBigQueryConfig, type BigQueryConfig } from './bigquery-config.ts';
import { parseSettings, type Environment } from './settings.ts';

/** Settings of the function `refresh`. */
export interface RefreshConfig {
  readonly warehouse: BigQueryConfig;
  /** Seconds after which a call begins no other date and answers. */
  readonly seconds: number;
}

/**
 * Reads the variables of the warehouse, and SECONDS.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseRefreshConfig(environment: Environment): RefreshConfig {
  const warehouse = parseBigQueryConfig(environment);
  return parseSettings(environment, (variables) => ({
    warehouse,
    seconds: variables.wholeNumber('SECONDS', 1200, { least: 1 }),
  }));
}
