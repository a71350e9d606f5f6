import { parentPort, workerData } from 'node:worker_threads';
import pMap from 'p-map';
import { openStore } from '../../../shared/adapters/open-store.ts';
import { systemClock } from '../../../shared/adapters/local/system-clock.ts';
import { readPolicies } from '../../../shared/config/policies.ts';
import type { CollectPorts } from '../../collect/ports.ts';
import { NO_LOG } from '../no-log.ts';
import { collectWithRetries } from './collected.ts';
import type { FromReader, ReaderData, ToReader } from './messages.ts';
import { ThreadBus } from './thread-bus.ts';

if (parentPort === null) throw new Error('this is the code of a thread: run ci-signal instead');
const port = parentPort;
// Written by ReaderPool, which starts this thread.
const { location, options, settings } = workerData as ReaderData;
const { store } = await openStore(location, options);
const bus = new ThreadBus(port);
const ports: CollectPorts = {
  store,
  bus,
  clock: systemClock,
  logger: NO_LOG,
  settings: { ...settings, policies: readPolicies() },
};

async function collect(batch: number, { objects }: Extract<ToReader, { kind: 'collect' }>) {
  const results = await pMap(objects, (object) => collectWithRetries(object, ports));
  const message: FromReader = { kind: 'collected', batch, results };
  port.postMessage(message);
}

port.on('message', (message: ToReader) => {
  if (message.kind === 'published') bus.published(message.count);
  else void collect(message.batch, message);
});
