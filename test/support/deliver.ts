import { collectObject } from '../../functions/collect/collect-object.ts';
import { load } from '../../functions/load/handler.ts';
import { InProcessBus } from '../../shared/adapters/local/in-process-bus.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import type { MemoryStore } from './memory-store.ts';
import { LATER, MASK, QUIET, SETTINGS } from './settings.ts';

/** Delivers the event of an object and loads the messages that it leads to; returns the outcomes of the readings. */
export async function deliver(
  store: MemoryStore,
  name: string,
  warehouse: Warehouse,
): Promise<readonly string[]> {
  const bus = new InProcessBus();
  await bus.subscribe((message) =>
    load(message, { warehouse, clock: LATER, logger: QUIET, mask: MASK }),
  );
  const ports = { store, bus, clock: LATER, logger: QUIET, settings: SETTINGS };
  const summary = await collectObject({ bucket: store.bucket, name }, ports);
  await bus.close();
  return summary.map(({ outcome }) => outcome);
}
