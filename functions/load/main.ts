import { cloudEvent } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { createFunctionLogger } from '../../shared/adapters/google/function-logger.ts';
import { limitRequests } from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { readPolicies } from '../../shared/config/policies.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { createLoadHandler } from './handler.ts';

/** A message of Pub/Sub has at most 10 MB, in base64 a third more. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

limitRequests(MAX_REQUEST_BYTES);
const policies = readPolicies();
/** The policy is read when there is something to log, which most instances have not. */
const mask = (text: string): string => secretMask(policies.secrets).mask(text);

cloudEvent(
  'load',
  createLoadHandler({
    warehouse: createBigQueryWarehouse(parseBigQueryConfig(environment())),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    mask,
  }),
);
