import { cloudEvent } from '@google-cloud/functions-framework';
import { createCloudStorage } from '../../shared/adapters/google/cloud-storage.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { createPubSubBus } from '../../shared/adapters/google/pubsub-bus.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseCollectConfig } from '../../shared/config/collect-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { createCollectHandler } from './handler.ts';

const { projectId, topic, isAnonymous, storageEndpoint, settings } =
  parseCollectConfig(environment());

cloudEvent(
  'collect',
  createCollectHandler({
    store: createCloudStorage({ anonymous: isAnonymous, apiEndpoint: storageEndpoint }),
    bus: createPubSubBus({ projectId, topic }),
    clock: systemClock,
    logger: createJsonLogger((line) => process.stdout.write(line)),
    settings: { ...settings, policies: readPolicies() },
  }),
);
