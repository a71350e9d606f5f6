import type { CollectConfig } from '../../config/collect-config.ts';
import type { BrowsableStore } from '../../ports/artifact-store.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import { createCloudStorage } from './cloud-storage.ts';
import { createPubSubBus } from './pubsub-bus.ts';

/** What functions that collect read from and publish to. */
interface GooglePorts {
  readonly store: BrowsableStore;
  readonly bus: EventBus;
}

/**
 * Returns the buckets and the topic of a function that collects.
 *
 * @param onRequest is called with each request to Cloud Storage, repetitions included
 */
export function createGooglePorts(config: CollectConfig, onRequest?: () => void): GooglePorts {
  const { projectId, topic, isAnonymous, storageEndpoint, pubSubEndpoint, answerTimeoutMs } =
    config;
  return {
    store: createCloudStorage({
      anonymous: isAnonymous,
      apiEndpoint: storageEndpoint,
      answerTimeoutMs,
      onRequest,
    }),
    bus: createPubSubBus({ projectId, topic, apiEndpoint: pubSubEndpoint, answerTimeoutMs }),
  };
}
