import { z } from 'zod';
import type { PathStrategy } from '../artifacts/path-strategy.ts';
import { flag, parseSettings, type Environment } from './parse.ts';
import { pathSettings, pathStrategy } from './paths.ts';

/** What the function `collect` is told by its environment. */
export interface CollectConfig {
  readonly projectId: string;
  readonly topic: string;
  /** Whether the bucket is somebody else's and public, and read without credentials. */
  readonly isAnonymous: boolean;
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

/** @throws UsageError when a setting is missing or wrong */
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
