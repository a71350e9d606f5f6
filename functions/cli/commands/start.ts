import { Command } from 'commander';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { warehouseOption } from '../options.ts';
import { printOverview } from '../overview.ts';
import type { CliPorts } from '../ports.ts';
import { ingestWithProgress } from './ingest.ts';
import { DEFAULTS, writeSimulation } from './simulate.ts';

const SIMULATED = 'bucket';

/** `start`: the main job in one go. */
export function startCommand(ports: CliPorts): Command {
  return new Command('start')
    .summary(
      'read a bucket (by default a simulated one) and print what a maintainer wants to know first',
    )
    .argument('[source]', 'a directory, or gs://<bucket>/<prefix>; by default history is simulated')
    .addOption(warehouseOption())
    .action(async (source: string | undefined, options: { warehouse: WarehouseLocation }) => {
      if (source === undefined) await writeSimulation(ports, SIMULATED, DEFAULTS);
      const { openSource, openWarehouse } = ports;
      const opened = await openSource(parseSourceLocation(source ?? SIMULATED));
      const warehouse = await openWarehouse(options.warehouse);
      try {
        const settings = { pathStrategy: KUBERNETES_PATHS, keepSkips: false };
        await ingestWithProgress(ports, { source: opened, warehouse, again: false, settings });
        await printOverview(ports.terminal, warehouse, opened.bucket);
      } finally {
        await warehouse.close();
      }
    });
}
