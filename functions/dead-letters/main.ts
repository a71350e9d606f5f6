import { cloudEvent } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_MESSAGE_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { openedOnce } from '../opened-once.ts';

limitRequests(MAX_MESSAGE_REQUEST_BYTES);
const config = parseBigQueryConfig(environment());

/** Loads the policies and the client when the first letter arrives, so that a fault in them does not end the process at its start. */
const openHandler = openedOnce(async () => {
  const [
    { createBigQueryWarehouse },
    { createFunctionLogger },
    { readPolicies },
    { secretMask },
    { createDeadLettersHandler },
  ] = await Promise.all([
    import('../../shared/adapters/bigquery/warehouse.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/config/policies.ts'),
    import('../../shared/domain/secrets/secret-mask.ts'),
    import('./handler.ts'),
  ]);
  const policies = readPolicies();
  return createDeadLettersHandler({
    warehouse: createBigQueryWarehouse(config),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    mask: secretMask(policies.secrets).mask,
  });
});

cloudEvent('dead-letters', async (event: unknown) => {
  await (
    await openHandler()
  )(event);
});
