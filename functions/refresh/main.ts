import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { pagesBucket, type PagesBucket } from '../../shared/config/pages-config.ts';
import { parseRefreshConfig } from '../../shared/config/refresh-config.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { openedOnce } from '../opened-once.ts';
import type { RefreshHandlerPorts } from './handler.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const { warehouse, seconds } = parseRefreshConfig(environment());

const bucket = pagesBucket(environment());

/** Loads the dashboard, and returns a function that renders its pages into a bucket. */
async function pagesOf(
  reader: Warehouse,
  place: PagesBucket,
): Promise<RefreshHandlerPorts['storePages']> {
  const [{ storePages }, { Results }, { createPageBucket }] = await Promise.all([
    import('../dashboard/store-pages.ts'),
    import('../dashboard/results.ts'),
    import('../../shared/adapters/google/page-bucket.ts'),
  ]);
  const store = createPageBucket(place);
  return (hasChanged, isLate) => {
    // The results of one call: pages with the same query read it once.
    const results = new Results(
      { query: reader.query.bind(reader), version: () => Promise.resolve('') },
      systemClock,
    );
    return storePages({ store, results, clock: systemClock, isLate }, hasChanged);
  };
}

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
  const opened = createBigQueryWarehouse(warehouse);
  return createRefreshHandler({
    warehouse: opened,
    storePages: bucket === undefined ? undefined : await pagesOf(opened, bucket),
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
