import { cloudEvent } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { createLoadHandler } from './handler.ts';

cloudEvent(
  'load',
  createLoadHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    clock: systemClock,
    logger: createJsonLogger((line) => process.stdout.write(line)),
  }),
);
