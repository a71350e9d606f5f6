import { DEFAULT_LIMITS, MIB, type ReadLimits } from '../artifacts/limits.ts';
import { KUBERNETES_PATHS, type PathStrategy } from '../artifacts/path-strategy.ts';
import type { ObjectPlace } from '../domain/object-place.ts';
import { parseSettings, type Environment, type SettingsReader } from './settings.ts';

/** Settings of the function `collect`. */
export interface CollectConfig {
  readonly projectId: string;
  readonly topic: string;
  /** The buckets, or the parts of buckets, whose objects are read. */
  readonly places: readonly ObjectPlace[];
  /** Whether to read the bucket without credentials, which a public bucket allows. */
  readonly isAnonymous: boolean;
  /** URL of a Cloud Storage emulator; `undefined` for the cloud. */
  readonly storageEndpoint: string | undefined;
  /** `host:port` of a Pub/Sub emulator; `undefined` for the cloud. */
  readonly pubSubEndpoint: string | undefined;
  /** Milliseconds within which Cloud Storage and Pub/Sub have to answer; `undefined` for the defaults of the adapters. */
  readonly answerTimeoutMs: number | undefined;
  readonly settings: {
    readonly pathStrategy: PathStrategy;
    readonly keepSkips: boolean;
    readonly patienceSeconds: number;
    readonly limits: ReadLimits;
  };
}

/** `<bucket>` or `<bucket>/<prefix>`. */
const PLACE = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](?:\/.*)?$/s;

/**
 * Reads GOOGLE_CLOUD_PROJECT, TOPIC, BUCKETS (`<bucket>` or `<bucket>/<prefix>`, separated by commas), ANONYMOUS, STORAGE_ENDPOINT, PUBSUB_EMULATOR_HOST,
 * ANSWER_TIMEOUT_SECONDS, KEEP_SKIPS and PATIENCE_SECONDS; PATH_STRATEGY, DEFAULT_ORG and DEFAULT_REPO, whose defaults are those of Kubernetes; and the limits of reading, MAX_OBJECT_MIB, MAX_UNPACKED_MIB,
 * MAX_OBJECT_ROWS, MAX_WAIT_SECONDS and MAX_READ_SECONDS.
 *
 * @throws UsageError if a setting is missing or invalid
 */
export function parseCollectConfig(environment: Environment): CollectConfig {
  return parseSettings(environment, (variables) => ({
    projectId: variables.text('GOOGLE_CLOUD_PROJECT'),
    topic: variables.text('TOPIC'),
    places: variables.list('BUCKETS', PLACE).map(placeOf),
    isAnonymous: variables.flag('ANONYMOUS'),
    storageEndpoint: variables.url('STORAGE_ENDPOINT'),
    pubSubEndpoint: variables.optional('PUBSUB_EMULATOR_HOST'),
    answerTimeoutMs: answerTimeoutMs(variables),
    settings: {
      pathStrategy: pathStrategy(variables),
      keepSkips: variables.flag('KEEP_SKIPS'),
      patienceSeconds: variables.wholeNumber('PATIENCE_SECONDS', 600),
      limits: readLimits(variables),
    },
  }));
}

function placeOf(written: string): ObjectPlace {
  const [bucket = '', ...prefix] = written.split('/');
  return { bucket, prefix: prefix.join('/') };
}

function readLimits(variables: SettingsReader): ReadLimits {
  const { objectBytes, unpackedBytes, rows, waitSeconds, readSeconds } = DEFAULT_LIMITS;
  const bytes = (name: string, otherwise: number): number =>
    variables.wholeNumber(name, otherwise / MIB, { least: 1 }) * MIB;
  return {
    objectBytes: bytes('MAX_OBJECT_MIB', objectBytes),
    unpackedBytes: bytes('MAX_UNPACKED_MIB', unpackedBytes),
    rows: variables.wholeNumber('MAX_OBJECT_ROWS', rows, { least: 1 }),
    waitSeconds: variables.wholeNumber('MAX_WAIT_SECONDS', waitSeconds, { least: 1 }),
    readSeconds: variables.wholeNumber('MAX_READ_SECONDS', readSeconds, { least: 1 }),
  };
}

function answerTimeoutMs(variables: SettingsReader): number | undefined {
  const seconds = variables.wholeNumber('ANSWER_TIMEOUT_SECONDS', 0);
  return seconds === 0 ? undefined : 1000 * seconds;
}

function pathStrategy(variables: SettingsReader): PathStrategy {
  const { kind, defaultOrg, defaultRepo } = KUBERNETES_PATHS;
  return {
    kind: variables.choice('PATH_STRATEGY', ['legacy', 'single', 'explicit'], kind),
    defaultOrg: variables.text('DEFAULT_ORG', defaultOrg),
    defaultRepo: variables.text('DEFAULT_REPO', defaultRepo),
  };
}
