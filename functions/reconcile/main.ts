import { http } from '@google-cloud/functions-framework';
import { createBigQueryReader } from '../../shared/adapters/bigquery/warehouse.ts';
import { createCloudStorage } from '../../shared/adapters/google/cloud-storage.ts';
import { createFunctionLogger } from '../../shared/adapters/google/function-logger.ts';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { createPubSubBus } from '../../shared/adapters/google/pubsub-bus.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { parseReconcileConfig } from '../../shared/config/reconcile-config.ts';
import { createReconcileHandler } from './handler.ts';

const { collect, warehouse, ...scope } = parseReconcileConfig(environment());
const { projectId, topic, isAnonymous, storageEndpoint, pubSubEndpoint, settings } = collect;

const policies = readPolicies();

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

http(
  'reconcile',
  createReconcileHandler({
    ...scope,
    warehouse: createBigQueryReader(warehouse),
    store: createCloudStorage({ anonymous: isAnonymous, apiEndpoint: storageEndpoint }),
    bus: createPubSubBus({ projectId, topic, apiEndpoint: pubSubEndpoint }),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    settings: { ...settings, policies },
  }),
);
