import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { openedOnce } from '../opened-once.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const config = parseBigQueryConfig(environment());

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
    warehouse: createBigQueryWarehouse(config),
    views: readViews(),
    logger: createFunctionLogger(readPolicies()),
  });
});

http('refresh', async (request, response) => {
  const refresh = await openHandler();
  await refresh(request, response);
});
