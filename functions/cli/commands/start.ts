import { Command } from 'commander';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { ingestWithProgress } from '../ingest-progress.ts';
import { warehouseOption } from '../options.ts';
import { printOverview } from '../overview.ts';
import type { CliPorts } from '../ports.ts';
import { DEFAULTS, writeSimulation } from './simulate.ts';

const SIMULATED_BUCKET = 'bucket';

const DESCRIPTION =
  'Ingests a bucket and prints an overview: builds, broken jobs, regressions, flaky tests and outages. ' +
  'Without a source it first simulates two weeks of kOps CI history in the directory ' +
  `./${SIMULATED_BUCKET}.`;

const EXAMPLES = `
Examples:
  ci-signal start
  ci-signal start gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
`;

/** Returns the command `start`, which ingests a bucket and prints an overview. */
export function startCommand(ports: CliPorts): Command {
  return new Command('start')
    .summary('ingest a bucket, by default a simulated one, and print an overview')
    .description(DESCRIPTION)
    .argument('[source]', 'a directory, or gs://<bucket>/<prefix>; by default a simulated history')
    .addOption(warehouseOption())
    .addHelpText('after', EXAMPLES)
    .action(async (source: string | undefined, options: { warehouse: WarehouseLocation }) => {
      if (source === undefined) await writeSimulation(ports, SIMULATED_BUCKET, DEFAULTS);
      const { openSource, openWarehouse } = ports;
      const opened = await openSource(parseSourceLocation(source ?? SIMULATED_BUCKET));
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
