import { cloudEvent } from '@google-cloud/functions-framework';
import { createCloudStorage } from '../../shared/adapters/cloud-storage.ts';
import { createJsonLogger } from '../../shared/adapters/json-logger.ts';
import { createPubSubBus } from '../../shared/adapters/pubsub-bus.ts';
import { systemClock } from '../../shared/adapters/system-clock.ts';
import { parseCollectConfig } from '../../shared/config/collect-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { createCollectFunction } from './function.ts';

const { projectId, topic, isAnonymous, storageEndpoint, settings } =
  parseCollectConfig(environment());

cloudEvent(
  'collect',
  createCollectFunction({
    store: createCloudStorage({ anonymous: isAnonymous, apiEndpoint: storageEndpoint }),
    bus: createPubSubBus({ projectId, topic }),
    clock: systemClock,
    logger: createJsonLogger((line) => process.stdout.write(line)),
    settings,
  }),
);
