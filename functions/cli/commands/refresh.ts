import { Command } from 'commander';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

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
export function refreshCommand(openPorts: OpenPorts): Command {
  return new Command('refresh')
    .summary('bring the daily roll-ups up to date')
    .description(DESCRIPTION)
    .addOption(warehouseOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ warehouse }: { readonly warehouse: WarehouseLocation }) => {
      const { refreshWarehouse } = await import('../actions/refresh.ts');
      await refreshWarehouse(await openPorts(), warehouse);
    });
}
