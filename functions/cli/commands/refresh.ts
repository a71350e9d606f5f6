import { Command } from 'commander';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { refresh } from '../../refresh/handler.ts';
import { warehouseOption } from '../options.ts';
import type { CliPorts } from '../ports.ts';

const DESCRIPTION = `Rebuilds the roll-ups (build_daily, test_daily, …) of the dates that have got rows since they were built last. Safe any number of times. On one machine every command does it by itself; in the cloud it runs on a schedule.`;

/** `refresh`: brings the roll-ups up to date. */
export function refreshCommand(ports: CliPorts): Command {
  return new Command('refresh')
    .summary('bring the roll-ups, which the views of a window read, up to date')
    .description(DESCRIPTION)
    .addOption(warehouseOption())
    .addHelpText('after', '\nExample:\n  ci-signal refresh --warehouse bigquery:my-project\n')
    .action(async (options: { readonly warehouse: WarehouseLocation }) => {
      const warehouse = await ports.openWarehouse(options.warehouse);
      const progress = ports.terminal.progress('looking for dates with new rows');
      try {
        const dates = await refresh({ warehouse, views: ports.views() }, (date) => {
          progress.update(`rebuilding the roll-ups of ${date}`);
        });
        progress.done(
          dates.length === 0 ? 'everything is up to date' : `${dates.length} dates rebuilt`,
        );
      } finally {
        progress.stop();
        await warehouse.close();
      }
    });
}
