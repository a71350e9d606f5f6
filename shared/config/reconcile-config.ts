import { parseBigQueryConfig, type BigQueryConfig } from './bigquery-config.ts';
import { parseCollectConfig, type CollectConfig } from './collect-config.ts';
import { parseSettings, type Environment } from './settings.ts';

/** Settings of the function `reconcile`: those of collect, whose buckets are compared, and those of the warehouse. */
export interface ReconcileConfig {
  readonly collect: CollectConfig;
  readonly warehouse: BigQueryConfig;
  /** Patterns of the names of jobs; `undefined` for all objects. */
  readonly jobs: readonly string[] | undefined;
  readonly seconds: number;
  readonly minAgeSeconds: number;
}

/**
 * Reads the variables of collect, those of the warehouse, and JOBS (patterns, separated by commas), SECONDS and MIN_AGE_SECONDS.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseReconcileConfig(environment: Environment): ReconcileConfig {
  const collect = parseCollectConfig(environment);
  const warehouse = parseBigQueryConfig(environment);
  return parseSettings(environment, (variables) => ({
    collect,
    warehouse,
    jobs: variables
      .optional('JOBS')
      ?.split(',')
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== ''),
    seconds: variables.wholeNumber('SECONDS', 400, 1),
    minAgeSeconds: variables.wholeNumber('MIN_AGE_SECONDS', 900),
  }));
}
