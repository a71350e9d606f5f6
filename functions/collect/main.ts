import { cloudEvent } from '@google-cloud/functions-framework';
import { limitRequests } from '../../shared/adapters/google/request-limit.ts';
import { systemClock } from '../../shared/adapters/local/system-clock.ts';
import { parseCollectConfig } from '../../shared/config/collect-config.ts';
import { environment } from '../../shared/config/environment.ts';
import { withFirstLook, type CollectHandler } from './first-look.ts';

/** Eventarc limits events to 512 KB; a notification has the metadata of its object. */
const MAX_REQUEST_BYTES = 1024 * 1024;

limitRequests(MAX_REQUEST_BYTES);

const config = parseCollectConfig(environment());

cloudEvent('collect', withFirstLook(config.settings.pathStrategy, openHandler));

/** Loads the readers and the clients, which most instances of the function need only after some events. */
async function openHandler(): Promise<CollectHandler> {
  const [
    { createCollectHandler },
    { readPolicies },
    { createFunctionLogger },
    { createGooglePorts },
  ] = await Promise.all([
    import('./handler.ts'),
    import('../../shared/config/policies.ts'),
    import('../../shared/adapters/google/function-logger.ts'),
    import('../../shared/adapters/google/collecting.ts'),
  ]);
  const policies = readPolicies();
  const ports = {
    ...createGooglePorts(config),
    clock: systemClock,
    logger: createFunctionLogger(policies),
    settings: { ...config.settings, policies },
  };
  return createCollectHandler(ports, config.places);
}
