import { z } from 'zod';
import type { PathStrategy } from '../artifacts/path-strategy.ts';
import { flag, parseSettings, type Environment } from './settings.ts';
import { pathSettings, pathStrategy } from './path-settings.ts';

/** Settings of the function `collect`. */
export interface CollectConfig {
  readonly projectId: string;
  readonly topic: string;
  /** Whether to read the bucket without credentials, which a public bucket allows. */
  readonly isAnonymous: boolean;
  /** URL of a Cloud Storage emulator; `undefined` for the cloud. */
  readonly storageEndpoint: string | undefined;
  readonly settings: {
    readonly pathStrategy: PathStrategy;
    readonly keepSkips: boolean;
    readonly patienceSeconds: number;
  };
}

const schema = z.object({
  GOOGLE_CLOUD_PROJECT: z.string(),
  TOPIC: z.string(),
  ANONYMOUS: flag,
  STORAGE_ENDPOINT: z.url().optional(),
  KEEP_SKIPS: flag,
  PATIENCE_SECONDS: z.coerce.number().int().min(0).default(600),
  ...pathSettings,
});

/**
 * Reads GOOGLE_CLOUD_PROJECT, TOPIC, ANONYMOUS, STORAGE_ENDPOINT, KEEP_SKIPS, PATIENCE_SECONDS and the path settings.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseCollectConfig(environment: Environment): CollectConfig {
  const settings = parseSettings(schema, environment);
  return {
    projectId: settings.GOOGLE_CLOUD_PROJECT,
    topic: settings.TOPIC,
    isAnonymous: settings.ANONYMOUS,
    storageEndpoint: settings.STORAGE_ENDPOINT,
    settings: {
      pathStrategy: pathStrategy(settings),
      keepSkips: settings.KEEP_SKIPS,
      patienceSeconds: settings.PATIENCE_SECONDS,
    },
  };
}
