import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { ingestSources } from '../ingest-sources.ts';
import { describeMissingRows, readMissingRows } from '../missing-rows.ts';
import type { CliPorts } from '../ports.ts';
import {
  collectSettingsOf,
  filterOf,
  type FilterOptions,
  type SourceCommandOptions,
} from '../source-options.ts';

/** Options of the command `ingest`. */
export interface IngestCommandOptions extends SourceCommandOptions, FilterOptions {
  readonly warehouse: WarehouseLocation;
  readonly again?: boolean;
  readonly mix: boolean;
  readonly quiet?: boolean;
}

interface NamedOptions extends IngestCommandOptions {
  /** Whether the user named the warehouse or the bucket. */
  readonly isNamed: boolean;
}

/** Ingests sources and returns whether all objects could be collected, and no rows are missing. */
export async function runIngest(
  ports: CliPorts,
  written: readonly string[],
  options: NamedOptions,
): Promise<boolean> {
  const sources = await Promise.all(
    written.map(parseSourceLocation).map((location) => ports.openSource(location, options)),
  );
  const request = {
    sources,
    location: options.warehouse,
    settings: collectSettingsOf(options),
    selection: { filter: filterOf(options) },
    again: options.again ?? false,
    mix: options.mix,
    isNamed: options.isNamed,
    quiet: options.quiet ?? false,
  };
  return await ingestSources(ports, request, async (warehouse) => {
    for (const sentence of describeMissingRows(await readMissingRows(warehouse))) {
      ports.terminal.err(`${writtenWarehouse(options.warehouse)}: ${sentence}\n`);
    }
  });
}
