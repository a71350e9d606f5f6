import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { parseReconcileConfig } from '../../shared/config/reconcile-config.ts';
import { openedOnce } from '../opened-once.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const { collect, warehouse, ...limits } = parseReconcileConfig(environment());
const {
  projectId,
  topic,
  places,
  isAnonymous,
  storageEndpoint,
  pubSubEndpoint,
  answerTimeoutMs,
  settings,
} = collect;

/** Loads the readers, the policies and the clients when the first request arrives. */
const openHandler = openedOnce(async () => {
  const [
    { createReconcileHandler },
    { createBigQueryReader },
    { createCloudStorage },
    { createFunctionLogger },
    { createPubSubBus },
    { readPolicies },
  ] = await Promise.all([
    import('./handler.ts'),
    import('../../shared/adapters/bigquery/warehouse.ts'),
    import('../../shared/adapters/google/cloud-storage.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/adapters/google/pubsub-bus.ts'),
    import('../../shared/config/policies.ts'),
  ]);
  const policies = readPolicies();
  return createReconcileHandler({
    ...limits,
    places,
    warehouse: createBigQueryReader(warehouse),
    store: createCloudStorage({
      anonymous: isAnonymous,
      apiEndpoint: storageEndpoint,
      answerTimeoutMs,
    }),
    bus: createPubSubBus({ projectId, topic, apiEndpoint: pubSubEndpoint, answerTimeoutMs }),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    settings: { ...settings, policies },
  });
});

http('reconcile', async (request, response) => {
  const reconcile = await openHandler();
  await reconcile(request, response);
});
