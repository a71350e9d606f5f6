import { http } from '@google-cloud/functions-framework';
import { createBigQueryReader } from '../../shared/adapters/bigquery/warehouse.ts';
import { createCloudStorage } from '../../shared/adapters/google/cloud-storage.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { limitRequests } from '../../shared/adapters/google/request-limit.ts';
import { createPubSubBus } from '../../shared/adapters/google/pubsub-bus.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { parseReconcileConfig } from '../../shared/config/reconcile-config.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { createReconcileHandler } from './handler.ts';

const { collect, warehouse, ...scope } = parseReconcileConfig(environment());
const { projectId, topic, isAnonymous, storageEndpoint, pubSubEndpoint, settings } = collect;

const policies = readPolicies();

/** The request of a schedule has no body. */
const MAX_REQUEST_BYTES = 64 * 1024;

limitRequests(MAX_REQUEST_BYTES);

http(
  'reconcile',
  createReconcileHandler({
    ...scope,
    warehouse: createBigQueryReader(warehouse),
    store: createCloudStorage({ anonymous: isAnonymous, apiEndpoint: storageEndpoint }),
    bus: createPubSubBus({ projectId, topic, apiEndpoint: pubSubEndpoint }),
    clock: systemClock,
    logger: createJsonLogger(
      (line) => process.stdout.write(line),
      (text) => secretMask(policies.secrets).mask(text),
    ),
    settings: { ...settings, policies },
  }),
);
