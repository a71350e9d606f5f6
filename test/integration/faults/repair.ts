import { load } from '../../../functions/load/handler.ts';
import type { CollectPorts } from '../../../functions/collect/ports.ts';
import { type PlaceSummary, reconcile } from '../../../functions/reconcile/handler.ts';
import { refresh } from '../../../functions/refresh/handler.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { publishingBus } from '../../support/publishing-bus.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';

/** Time that a call of reconcile has. */
const SECONDS = 400;

const ONE_HOUR_MS = 3_600_000;

/** Calls after which reconcile has to be done. */
const MAX_CALLS = 10;

/** Compares the objects below a prefix with the ledger, and collects what is not complete. */
export async function compare(
  ports: Omit<CollectPorts, 'settings'>,
  { warehouse, prefix, bucket }: { warehouse: Warehouse; prefix: string; bucket: string },
): Promise<PlaceSummary | undefined> {
  const [summary] = await reconcile({
    ...ports,
    warehouse,
    settings: SETTINGS,
    places: [{ bucket, prefix }],
    seconds: SECONDS,
    minAgeSeconds: 0,
    jobs: undefined,
  });
  return summary;
}

/**
 * Calls refresh, which marks builds that have moved to another date, and reconcile in turn until nothing is left to read, as
 * the scheduler does.
 *
 * @returns the summary of the last call
 */
export async function repair(store: MemoryStore, warehouse: Warehouse): Promise<PlaceSummary> {
  const bus = publishingBus(async (data, attributes) => {
    const ports = { warehouse, clock: LATER, logger: QUIET, mask: MASK };
    await load({ id: '1', data, attributes }, ports);
  });
  for (let call = 0; call < MAX_CALLS; call++) {
    const now = LATER.now() + (call + 4) * ONE_HOUR_MS;
    const ports = { store, bus, clock: { now: () => now }, logger: QUIET };
    await refresh({ warehouse, views: readViews() });
    const summary = await compare(ports, { warehouse, prefix: '', bucket: store.bucket });
    if (summary?.read === 0 && summary.failed === 0 && summary.next === null) return summary;
  }
  throw new Error(`reconcile still reads objects in its call ${MAX_CALLS}`);
}
