import { cloudEvent } from '@google-cloud/functions-framework';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import {
  limitRequests,
  MAX_MESSAGE_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseBigQueryConfig } from '../../shared/config/bigquery-config.ts';
import { environment } from '../../shared/config/environment.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import { openedOnce } from '../opened-once.ts';
import { createLoadHandler } from './handler.ts';

limitRequests(MAX_MESSAGE_REQUEST_BYTES);

/** Loads the policies and the mask when there is something to say, which most instances have not. */
const openReport = openedOnce(async () => {
  const [{ readPolicies }, { createFunctionLogger }, { secretMask }] = await Promise.all([
    import('../../shared/config/policies.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/domain/secrets/secret-mask.ts'),
  ]);
  const policies = readPolicies();
  return { logger: createFunctionLogger(policies), mask: secretMask(policies.secrets).mask };
});

const mask = async (text: string): Promise<string> => (await openReport()).mask(text);

/** Writes its entries in their order, the first one when the mask is loaded. */
const logger: Logger = {
  log: (...entry) => {
    void openReport().then((report) => {
      report.logger.log(...entry);
    });
  },
};

const warehouse = createBigQueryWarehouse(parseBigQueryConfig(environment()));

cloudEvent('load', createLoadHandler({ warehouse, clock: systemClock, logger, mask }));
