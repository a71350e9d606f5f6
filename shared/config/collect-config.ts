import { KUBERNETES_PATHS, type PathStrategy } from '../artifacts/path-strategy.ts';
import { parseSettings, type Environment, type SettingsReader } from './settings.ts';

/** Settings of the function `collect`. */
export interface CollectConfig {
  readonly projectId: string;
  readonly topic: string;
  /** Whether to read the bucket without credentials, which a public bucket allows. */
  readonly isAnonymous: boolean;
  /** URL of a Cloud Storage emulator; `undefined` for the cloud. */
  readonly storageEndpoint: string | undefined;
  /** `host:port` of a Pub/Sub emulator; `undefined` for the cloud. */
  readonly pubSubEndpoint: string | undefined;
  readonly settings: {
    readonly pathStrategy: PathStrategy;
    readonly keepSkips: boolean;
    readonly patienceSeconds: number;
  };
}

/**
 * Reads GOOGLE_CLOUD_PROJECT, TOPIC, ANONYMOUS, STORAGE_ENDPOINT, PUBSUB_EMULATOR_HOST, KEEP_SKIPS, PATIENCE_SECONDS, PATH_STRATEGY, DEFAULT_ORG and
 * DEFAULT_REPO. The defaults of the last three are those of Kubernetes.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseCollectConfig(environment: Environment): CollectConfig {
  return parseSettings(environment, (variables) => ({
    projectId: variables.text('GOOGLE_CLOUD_PROJECT'),
    topic: variables.text('TOPIC'),
    isAnonymous: variables.flag('ANONYMOUS'),
    storageEndpoint: variables.url('STORAGE_ENDPOINT'),
    pubSubEndpoint: variables.optional('PUBSUB_EMULATOR_HOST'),
    settings: {
      pathStrategy: pathStrategy(variables),
      keepSkips: variables.flag('KEEP_SKIPS'),
      patienceSeconds: variables.wholeNumber('PATIENCE_SECONDS', 600),
    },
  }));
}

function pathStrategy(variables: SettingsReader): PathStrategy {
  const { kind, defaultOrg, defaultRepo } = KUBERNETES_PATHS;
  return {
    kind: variables.choice('PATH_STRATEGY', ['legacy', 'single', 'explicit'], kind),
    defaultOrg: variables.text('DEFAULT_ORG', defaultOrg),
    defaultRepo: variables.text('DEFAULT_REPO', defaultRepo),
  };
}
