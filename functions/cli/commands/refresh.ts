import { Command } from 'commander';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { refresh } from '../../refresh/handler.ts';
import { warehouseOption } from '../options.ts';
import type { CliPorts } from '../ports.ts';

const DESCRIPTION =
  'Rebuilds the roll-ups (build_daily, test_daily, …) of each date that has received rows since its last ' +
  'rebuild. It is safe to run any number of times, and also brings a file of another version of ci-signal up to date. ' +
  '`start` and `ingest` do this by themselves; in the cloud the function refresh does it on a schedule.';

const EXAMPLES = `
Examples:
  ci-signal refresh
  ci-signal refresh --warehouse bigquery:my-project
`;

/** Returns the command `refresh`. */
export function refreshCommand(ports: CliPorts): Command {
  return new Command('refresh')
    .summary('bring the daily roll-ups up to date')
    .description(DESCRIPTION)
    .addOption(warehouseOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: { readonly warehouse: WarehouseLocation }) => {
      await ports.requireWarehouse(options.warehouse);
      const warehouse = await ports.openWarehouse(options.warehouse);
      const progress = ports.terminal.progress('looking for dates with new rows');
      try {
        const dates = await refresh({ warehouse, views: ports.views() }, (dates) => {
          progress.update(
            `rebuilding the roll-ups of ${dates.length} dates from ${dates[0] ?? ''}`,
          );
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
    });
}
