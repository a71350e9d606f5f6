import { cloudEvent } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createJsonLogger } from '../../shared/adapters/google/json-logger.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { parseLoadConfig } from '../../shared/config/load-config.ts';
import { createLoadFunction } from './function.ts';

cloudEvent(
  'load',
  createLoadFunction({
    warehouse: createBigQueryWarehouse(parseLoadConfig(environment())),
    clock: systemClock,
    logger: createJsonLogger((line) => process.stdout.write(line)),
  }),
);
