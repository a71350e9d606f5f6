import { http } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createFunctionLogger } from '../../shared/adapters/google/function-logger.ts';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { createRefreshHandler } from './handler.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);
const policies = readPolicies();

http(
  'refresh',
  createRefreshHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    views: readViews(),
    logger: createFunctionLogger(policies),
  }),
);
