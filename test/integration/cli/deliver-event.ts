import { join } from 'node:path';
import { collectObject } from '../../../functions/collect/collect-object.ts';
import { load } from '../../../functions/load/handler.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { DirectoryStore } from '../../../shared/adapters/local/directory-store.ts';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';

/** Collects an object of the directory `bucket` as the functions do after its event, without a look at the ledger. */
export async function deliverEvent(
  warehouse: Warehouse,
  folder: string,
  name: string,
): Promise<void> {
  const store = new DirectoryStore(new Map([['bucket', join(folder, 'bucket')]]));
  const bus = new InProcessBus();
  const ports = { clock: LATER, logger: QUIET };
  await bus.subscribe((message) => load(message, { ...ports, warehouse, mask: MASK }));
  await collectObject({ bucket: 'bucket', name }, { ...ports, store, bus, settings: SETTINGS });
  await bus.close();
  await refresh({ warehouse, views: COMMAND_VIEWS });
}
