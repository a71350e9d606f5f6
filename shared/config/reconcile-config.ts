import { parseComparisonConfig, type ComparisonConfig } from './comparison-config.ts';
import { parseSettings, type Environment } from './settings.ts';

/** Settings of the function `reconcile`. */
export interface ReconcileConfig extends ComparisonConfig {
  readonly minAgeSeconds: number;
}

/**
 * Reads the variables of a comparison, and MIN_AGE_SECONDS.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseReconcileConfig(environment: Environment): ReconcileConfig {
  const comparison = parseComparisonConfig(environment, 400);
  return parseSettings(environment, (variables) => ({
    ...comparison,
    minAgeSeconds: variables.wholeNumber('MIN_AGE_SECONDS', 900),
  }));
}
