import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { deployChanges, refresh } from '../../refresh/handler.ts';
import type { CliPorts } from '../ports.ts';

/** Brings the roll-ups of an existing warehouse up to date, and shows the progress and the result. */
export async function refreshWarehouse(
  ports: CliPorts,
  location: WarehouseLocation,
): Promise<void> {
  await ports.requireWarehouse(location);
  const warehouse = await ports.openWarehouse(location);
  const progress = ports.terminal.progress('looking for dates with new rows');
  try {
    const views = ports.views();
    await deployChanges({ warehouse, views });
    const dates = await refresh({ warehouse, views }, (some) => {
      progress.update(`rebuilding the roll-ups of ${some.length} dates from ${some[0] ?? ''}`);
    });
    progress.done(
      dates.length === 0
        ? 'all roll-ups are up to date'
        : `rebuilt the roll-ups of ${dates.length} dates`,
    );
  } finally {
    progress.stop();
    await warehouse.close();
  }
}
