import { parseBigQueryConfig, type BigQueryConfig } from './bigquery-config.ts';
import { parseCollectConfig, type CollectConfig } from './collect-config.ts';
import { parseSettings, type Environment } from './settings.ts';

/** Settings of a function that compares buckets with the ledger: those of collect, and those of the warehouse. */
export interface ComparisonConfig {
  readonly collect: CollectConfig;
  readonly warehouse: BigQueryConfig;
  /** Patterns of the names of jobs; `undefined` for all objects. */
  readonly jobs: readonly string[] | undefined;
  /** Seconds after which a call reads nothing more and answers. */
  readonly seconds: number;
}

/**
 * Reads the variables of collect, those of the warehouse, and JOBS (patterns, separated by commas) and SECONDS.
 *
 * @param seconds value of SECONDS if it is absent
 * @throws UsageError if a setting is missing or invalid
 */
export function parseComparisonConfig(environment: Environment, seconds: number): ComparisonConfig {
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
    seconds: variables.wholeNumber('SECONDS', seconds, { least: 1 }),
  }));
}
