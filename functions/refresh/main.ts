import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { pagesBucket, type PagesBucket } from '../../shared/config/pages-config.ts';
import { parseReportConfig } from '../../shared/config/report-config.ts';
import { parseRefreshConfig } from '../../shared/config/refresh-config.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { openedOnce } from '../opened-once.ts';
import type { RefreshHandlerPorts } from './handler.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const { warehouse, seconds } = parseRefreshConfig(environment());

const bucket = pagesBucket(environment());
const report = parseReportConfig(environment());

type Outputs = Pick<RefreshHandlerPorts, 'storePages' | 'deliverReport'>;

/** Loads the dashboard, and returns functions that render its pages and the report of the day into a bucket, as far as they are wanted. */
async function outputsTo(place: PagesBucket, reader: Warehouse): Promise<Outputs> {
  const [{ storePages }, { deliverDueReport }, { Results }, { createPageBucket }] =
    await Promise.all([
      import('../dashboard/store-pages.ts'),
      import('../dashboard/due-report.ts'),
      import('../dashboard/results.ts'),
      import('../../shared/adapters/google/page-bucket.ts'),
    ]);
  const { createWebhook } = await import('../../shared/adapters/webhook/webhook.ts');
  const store = createPageBucket(place);
  const query = reader.query.bind(reader);
  // The results of one call: parts with the same query read it once.
  const portsOf = () => ({
    ...{ store, clock: systemClock },
    results: new Results({ query, version: () => Promise.resolve('') }, systemClock),
  });
  const webhook = report?.webhook === undefined ? undefined : createWebhook(report.webhook);
  return {
    storePages: place.hasPages
      ? (hasChanged, isLate) => storePages({ ...portsOf(), isLate }, hasChanged)
      : undefined,
    deliverReport:
      report === undefined ? undefined : () => deliverDueReport({ ...portsOf(), webhook }, report),
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
    ...(bucket === undefined ? {} : await outputsTo(bucket, opened)),
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
