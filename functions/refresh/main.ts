import { http } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { limitRequests } from '../../shared/adapters/google/request-limit.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { createRefreshHandler } from './handler.ts';

/** The request of a schedule has no body. */
const MAX_REQUEST_BYTES = 64 * 1024;

limitRequests(MAX_REQUEST_BYTES);
const policies = readPolicies();

http(
  'refresh',
  createRefreshHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    views: readViews(),
    logger: createJsonLogger(
      (line) => process.stdout.write(line),
      (text) => secretMask(policies.secrets).mask(text),
    ),
  }),
);
