import { http } from '@google-cloud/functions-framework';
import {
  limitRequests,
  MAX_SCHEDULED_REQUEST_BYTES,
} from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { environment } from '../../shared/config/environment.ts';
import { parsePollConfig } from '../../shared/config/poll-config.ts';
import { openedOnce } from '../opened-once.ts';

limitRequests(MAX_SCHEDULED_REQUEST_BYTES);

const { collect, warehouse, places, ...limits } = parsePollConfig(environment());

/** Loads the readers, the policies and the clients when the first request arrives. */
const openHandler = openedOnce(async () => {
  const [
    { createPollHandler },
    { createBigQueryReader },
    { createGooglePorts },
    { createFunctionLogger },
    { readPolicies },
  ] = await Promise.all([
    import('./handler.ts'),
    import('../../shared/adapters/bigquery/warehouse.ts'),
    import('../../shared/adapters/google/collecting.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/config/policies.ts'),
  ]);
  const policies = readPolicies();
  let requests = 0;
  const onRequest = (): void => {
    requests++;
  };
  return createPollHandler({
    ...limits,
    places,
    warehouse: createBigQueryReader(warehouse),
    ...createGooglePorts(collect, onRequest),
    requests: () => requests,
    clock: systemClock,
    logger: createFunctionLogger(policies),
    settings: { ...collect.settings, policies },
  });
});

http('poll', async (request, response) => {
  const poll = await openHandler();
  await poll(request, response);
});
