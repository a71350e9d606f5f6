import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { warehouseLedger } from '../../reconcile/ledger.ts';
import { completeSettings } from '../complete-settings.ts';
import { estimate } from '../estimate.ts';
import { writeResult } from '../format/format.ts';
import { ingestSources } from '../ingest-sources.ts';
import { describeMissingRows } from '../missing-rows.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import { describeWaitingLetters, readWaitingLetters } from '../waiting-letters.ts';
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
  /** Maximum number of objects that are begun in a second. */
  readonly maxRate?: number;
  readonly estimate?: boolean;
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
  if (options.estimate === true) {
    for (const source of sources) await printEstimate(ports, source, options);
    return true;
  }
  const request = {
    sources,
    location: options.warehouse,
    settings: collectSettingsOf(options),
    selection: { filter: filterOf(options), maxRate: options.maxRate },
    again: options.again ?? false,
    mix: options.mix,
    isNamed: options.isNamed,
    quiet: options.quiet ?? false,
  };
  return await ingestSources(ports, request, async (warehouse, missing) => {
    const waiting = await readWaitingLetters(warehouse);
    for (const sentence of [...describeMissingRows(missing), ...describeWaitingLetters(waiting)]) {
      ports.terminal.err(`${writtenWarehouse(options.warehouse)}: ${sentence}\n`);
    }
  });
}

/** Prints what it would take to read a source. */
async function printEstimate(
  ports: CliPorts,
  source: OpenedSource,
  options: IngestCommandOptions,
): Promise<void> {
  const settings = await completeSettings(ports, collectSettingsOf(options));
  const reader = await existing(ports, options.warehouse);
  const prices = await ports.storagePrices();
  try {
    const result = await estimate(ports, {
      source,
      ledger: reader && warehouseLedger(reader),
      again: options.again ?? false,
      settings,
      filter: filterOf(options),
      maxRate: options.maxRate,
      prices,
    });
    await writeResult(ports.terminal, result, { format: 'table' });
    if (source.directory !== undefined) return;
    ports.terminal.err(
      `prices of ${prices.as_of}, ${prices.source}; the owner of a bucket pays unless requesters do, and transfer within ` +
        'its region is free\n',
    );
  } finally {
    await reader?.close();
  }
}

/** Opens a warehouse to read it; one that does not exist yet has nothing. */
async function existing(
  ports: CliPorts,
  location: WarehouseLocation,
): Promise<WarehouseReader | undefined> {
  try {
    return (await ports.openReader(location)).reader;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
