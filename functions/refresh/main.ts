import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { parseRefreshConfig } from '../../shared/config/refresh-config.ts';
import { openedOnce } from '../opened-once.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const { warehouse, seconds } = parseRefreshConfig(environment());

/** Loads the client, the policies and the views when the first request arrives. */
const openHandler = openedOnce(async () => {
  const [
    { createRefreshHandler },
    { createBigQueryWarehouse },
    { createFunctionLogger },
    { readViews },
    { readPolicies },
  ] = await Promise.all([
    import('./handler.ts'),
    import('../../shared/adapters/bigquery/warehouse.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/adapters/local/view-files.ts'),
    import('../../shared/config/policies.ts'),
  ]);
  return createRefreshHandler({
    warehouse: createBigQueryWarehouse(warehouse),
    views: readViews(),
    clock: systemClock,
    seconds,
    logger: createFunctionLogger(readPolicies()),
  });
});

http('refresh', async (request, response) => {
  const refresh = await openHandler();
  await refresh(request, response);
});
