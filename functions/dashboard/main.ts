import { http } from '@google-cloud/functions-framework';
import { getRequestListener } from '@hono/node-server';
import { createBigQueryReader } from '../../shared/adapters/bigquery/warehouse.ts';
import { createPageBucket } from '../../shared/adapters/google/page-bucket.ts';
import { createFunctionLogger } from '../../shared/adapters/google/function-logger.ts';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { pagesBucket } from '../../shared/config/pages-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { createDashboard } from './app.ts';
import { followByRefresh } from './follow-by-refresh.ts';
import { Results } from './results.ts';
import { StoredPages } from './stored-pages.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);
const reader = createBigQueryReader(parseBigQueryConfig(environment()));

const store = pagesBucket(environment());

const app = createDashboard({
  pages: store === undefined ? undefined : new StoredPages(createPageBucket(store), systemClock),
  results: new Results(followByRefresh(reader, systemClock), systemClock),
  clock: systemClock,
  logger: createFunctionLogger(readPolicies()),
});

// It sets no global objects of its own: other libraries of the function need those of Node.js.
http('dashboard', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
