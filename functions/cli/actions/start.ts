import { DEFAULT_LIMITS } from '../../../shared/artifacts/limits.ts';
import { KUBERNETES_PATHS } from '../../../shared/artifacts/path-strategy.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  parseWarehouseLocation,
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { ingestSources } from '../ingest-sources.ts';
import { DEFAULT_WAREHOUSE, SIMULATED_BUCKET, STARTING_HISTORY } from '../options.ts';
import { printOverview } from '../overview.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import { ownWarehouse } from '../simulated-source.ts';
import { printState } from '../warehouse-state.ts';
import { writeSimulation } from './simulate.ts';

/** Options of the command `start`. */
export interface StartOptions {
  readonly warehouse: WarehouseLocation;
  readonly mix: boolean;
}

interface NamedOptions extends StartOptions {
  /** Whether the user named the warehouse. */
  readonly isNamed: boolean;
}

/**
 * Ingests a source, by default a simulated one, prints the overview, and returns whether all objects could be
 * collected.
 */
export async function runStart(
  ports: CliPorts,
  source: string | undefined,
  options: NamedOptions,
): Promise<boolean> {
  if (source === undefined) await writeSimulation(ports, SIMULATED_BUCKET, STARTING_HISTORY);
  const opened = await ports.openSource(parseSourceLocation(source ?? SIMULATED_BUCKET));
  const isOwn = options.isNamed || opened.isSimulated;
  const location = isOwn ? options.warehouse : ownLocation(opened);
  return await startSource(ports, { ...options, opened, location });
}

interface Start extends NamedOptions {
  readonly opened: OpenedSource;
  readonly location: WarehouseLocation;
}

/** Ingests a source, prints the overview, and returns whether all objects could be collected. */
async function startSource(
  ports: CliPorts,
  { opened, location, isNamed, mix }: Start,
): Promise<boolean> {
  const settings = { pathStrategy: KUBERNETES_PATHS, keepSkips: false, limits: DEFAULT_LIMITS };
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
