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

/** Loads the readers, the policies and the clients when the first request arrives. */
const openHandler = openedOnce(async () => {
  const [
    { createReconcileHandler },
    { createBigQueryReader },
    { createGooglePorts },
    { createFunctionLogger },
    { readPolicies },
  ] = await Promise.all([
    import('./handler.ts'),
    import('../../shared/adapters/bigquery/warehouse.ts'),
    import('../../shared/adapters/google/collecting.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/config/policies.ts'),
  ]);
  const policies = readPolicies();
  return createReconcileHandler({
    ...limits,
    places: collect.places,
    warehouse: createBigQueryReader(warehouse),
    ...createGooglePorts(collect),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    settings: { ...collect.settings, policies },
  });
});

http('reconcile', async (request, response) => {
  const reconcile = await openHandler();
  await reconcile(request, response);
});
