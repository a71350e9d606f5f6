import { cloudEvent } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createFunctionLogger } from '../../shared/adapters/google/function-logger.ts';
import {
  limitRequests,
  MAX_MESSAGE_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { createDeadLettersHandler } from './handler.ts';

limitRequests(MAX_MESSAGE_REQUEST_BYTES);
const policies = readPolicies();

cloudEvent(
  'dead-letters',
  createDeadLettersHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    mask: (text) => secretMask(policies.secrets).mask(text),
  }),
);
