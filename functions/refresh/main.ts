import { http } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { createRefreshHandler } from './handler.ts';

http(
  'refresh',
  createRefreshHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    views: readViews(),
    logger: createJsonLogger((line) => process.stdout.write(line)),
  }),
);
