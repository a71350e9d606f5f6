import { Command } from 'commander';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  parseWarehouseLocation,
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { ingestSources } from '../ingest-sources.ts';
import { DEFAULT_WAREHOUSE, isGiven, mixOption, warehouseOption } from '../options.ts';
import { printOverview } from '../overview.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import { ownWarehouse } from '../simulated-source.ts';
import { printState } from '../warehouse-state.ts';
import { DEFAULTS, writeSimulation } from './simulate.ts';

const SIMULATED_BUCKET = 'bucket';

interface StartOptions {
  readonly warehouse: WarehouseLocation;
  readonly mix: boolean;
}

const DESCRIPTION =
  'Ingests a bucket and prints an overview: builds, broken jobs, regressions, flaky tests and outages. ' +
  'Without a source it first simulates two weeks of kOps CI history in the directory ' +
  `./${SIMULATED_BUCKET}. That history is in ci.duckdb; another source has a warehouse of its own, a file with the ` +
  'name of its bucket, unless --warehouse names one.';

const EXAMPLES = `
Examples:
  ci-signal start
  ci-signal start gs://kubernetes-ci-logs/logs/e2e-kops-grid-calico-u2404-k35/
`;

/** Returns the command `start`, which ingests a bucket and prints an overview. */
export function startCommand(ports: CliPorts, setExitCode: (code: number) => void): Command {
  return new Command('start')
    .summary('ingest a bucket, by default a simulated one, and print an overview')
    .description(DESCRIPTION)
    .argument('[source]', 'a directory, or gs://<bucket>/<prefix>; by default a simulated history')
    .addOption(warehouseOption())
    .addOption(mixOption())
    .addHelpText('after', EXAMPLES)
    .action(async (source: string | undefined, options: StartOptions, command: Command) => {
      if (source === undefined) await writeSimulation(ports, SIMULATED_BUCKET, DEFAULTS);
      const opened = await ports.openSource(parseSourceLocation(source ?? SIMULATED_BUCKET));
      const isNamed = isGiven(command, 'warehouse');
      const location = isNamed || opened.isSimulated ? options.warehouse : ownLocation(opened);
      const isComplete = await startSource(ports, { ...options, opened, location, isNamed });
      if (!isComplete) setExitCode(1);
    });
}

interface Start extends StartOptions {
  readonly opened: OpenedSource;
  readonly location: WarehouseLocation;
  readonly isNamed: boolean;
}

/** Ingests a source, prints the overview, and returns whether all objects could be collected. */
async function startSource(
  ports: CliPorts,
  { opened, location, isNamed, mix }: Start,
): Promise<boolean> {
  const settings = { pathStrategy: KUBERNETES_PATHS, keepSkips: false };
  const request = { sources: [opened], location, settings, again: false, mix, isNamed };
  return await ingestSources(ports, request, async (warehouse) => {
    const written = writtenWarehouse(location);
    await printState(ports, warehouse, written);
    const option = written === DEFAULT_WAREHOUSE ? '' : ` --warehouse ${written}`;
    ports.terminal.err(
      `the builds are in ${written}: query them with \`ci-signal query <view>${option}\`\n`,
    );
    await printOverview(ports.terminal, warehouse, { bucket: opened.bucket, option });
  });
}

function ownLocation(source: OpenedSource): WarehouseLocation {
  return parseWarehouseLocation(ownWarehouse(source));
}
