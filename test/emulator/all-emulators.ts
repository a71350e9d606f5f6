import { PubSub } from '@google-cloud/pubsub';
import { Storage } from '@google-cloud/storage';
import {
  PROJECT_ID,
  startBigQuery,
  startCloudStorage,
  startPubSub,
  type Emulator,
} from './emulators.ts';

/** What exists on the emulators from the start: a bucket, the topic of its notifications, and that of rows. */
export const PREPARED = {
  bucket: 'artifacts',
  objects: 'ci-objects',
  records: 'ci-records',
} as const;

/** All emulators, and the environment variables that lead programs to them. */
export interface RunningEmulators extends Emulator {
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts all emulators, with a bucket that notifies a topic of its objects, and waits until they answer. */
export async function startEmulators(): Promise<RunningEmulators> {
  const running: Emulator[] = [];
  const keep = <T extends Emulator>(emulator: T): T => {
    running.push(emulator);
    return emulator;
  };
  const close = async (): Promise<void> => {
    await Promise.all(running.map((emulator) => emulator.close()));
  };
  try {
    const [pubsub, bigQuery] = await Promise.all([
      startPubSub().then(keep),
      startBigQuery().then(keep),
    ]);
    const bucket = keep(await startCloudStorage({ pubsub, topic: PREPARED.objects }));
    await prepare(pubsub.apiEndpoint, bucket.apiEndpoint);
    return { close, environment: environmentOf({ pubsub, bigQuery, bucket }) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function prepare(pubsubEndpoint: string, storageEndpoint: string): Promise<void> {
  const projectId = PROJECT_ID;
  const pubsub = new PubSub({ projectId, apiEndpoint: pubsubEndpoint });
  await pubsub.createTopic(PREPARED.objects);
  await pubsub.createTopic(PREPARED.records);
  await pubsub.close();
  const options = { projectId, apiEndpoint: storageEndpoint, useAuthWithCustomEndpoint: false };
  await new Storage(options).createBucket(PREPARED.bucket);
}

interface Started {
  readonly pubsub: { readonly apiEndpoint: string };
  readonly bucket: { readonly apiEndpoint: string };
  readonly bigQuery: { readonly apiEndpoint: string; readonly storageEndpoint: string };
}

/** Returns the variables of ci-signal and of Google's clients. */
function environmentOf({ pubsub, bucket, bigQuery }: Started): Readonly<Record<string, string>> {
  return {
    GOOGLE_CLOUD_PROJECT: PROJECT_ID,
    PUBSUB_EMULATOR_HOST: pubsub.apiEndpoint,
    STORAGE_EMULATOR_HOST: bucket.apiEndpoint,
    STORAGE_ENDPOINT: bucket.apiEndpoint,
    BIGQUERY_ENDPOINT: bigQuery.apiEndpoint,
    BIGQUERY_STORAGE_ENDPOINT: bigQuery.storageEndpoint,
    METADATA_SERVER_DETECTION: 'none',
  };
}
