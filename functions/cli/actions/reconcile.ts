import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import type { QueryResult } from '../../../shared/ports/warehouse.ts';
import {
  compareObjects,
  rangesOf,
  type LedgerComparison,
} from '../../reconcile/compare-objects.ts';
import { warehouseLedger } from '../../reconcile/ledger.ts';
import { Tally } from '../../reconcile/tally.ts';
import { writeResult } from '../format/format.ts';
import { ingestSources } from '../ingest-sources.ts';
import type { Format } from '../options.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import {
  collectSettingsOf,
  filterOf,
  type FilterOptions,
  type SourceCommandOptions,
} from '../source-options.ts';

/** Options of the command `reconcile`. */
export interface ReconcileOptions extends SourceCommandOptions, FilterOptions {
  readonly warehouse: WarehouseLocation;
  readonly dryRun: boolean;
  readonly prefix?: string;
  readonly startAt?: string;
  readonly format: Format;
}

interface NamedOptions extends ReconcileOptions {
  /** Whether the user named the warehouse or the bucket. */
  readonly isNamed: boolean;
}

/** Compares a source with the warehouse, reads what is not complete, and returns whether all of it is complete then. */
export async function runReconcile(
  ports: CliPorts,
  written: string,
  options: NamedOptions,
): Promise<boolean> {
  const opened = await ports.openSource(parseSourceLocation(written), options);
  const source = part(opened, options.prefix);
  const tally = new Tally();
  const filter = filterOf(options);
  const selection = {
    filter,
    ranges: rangesOf(source.prefix, filter, options.startAt),
    onDeleted: tally.addDeleted.bind(tally),
  };
  let isComplete: boolean;
  if (options.dryRun) {
    const settings = { ...collectSettingsOf(options), policies: await ports.policies() };
    await compare(ports, options.warehouse, {
      tally,
      comparison: { ...selection, source, naming: settings, now: ports.clock.now() },
    });
    const { listed, withdrawn, complete } = tally.total();
    isComplete = listed - withdrawn === complete;
  } else {
    isComplete = await ingestSources(ports, {
      sources: [source],
      location: options.warehouse,
      settings: collectSettingsOf(options),
      again: false,
      mix: false,
      isNamed: options.isNamed,
      selection: { ...selection, onCompared: tally.add.bind(tally) },
    });
  }
  await writeResult(ports.terminal, resultOf(tally), { format: options.format });
  return isComplete;
}

/** Returns the objects of a source whose names start with a prefix; they cannot be counted without their names. */
function part(source: OpenedSource, prefix: string | undefined): OpenedSource {
  if (prefix === undefined) return source;
  const { countObjects: _countObjects, ...others } = source;
  return { ...others, prefix: source.prefix + prefix };
}

/** Compares a source with a warehouse, which is only read. */
async function compare(
  ports: CliPorts,
  location: WarehouseLocation,
  {
    tally,
    comparison,
  }: { readonly tally: Tally; readonly comparison: Omit<LedgerComparison, 'ledger'> },
): Promise<void> {
  const { reader, notes } = await ports.openReader(location);
  const title = `comparing ${comparison.source.bucket}`;
  const progress = ports.terminal.progress(title);
  const counts = { seen: 0, otherKinds: 0, filtered: 0 };
  try {
    for (const note of notes) ports.terminal.err(`${note}\n`);
    const all = { ...comparison, ledger: warehouseLedger(reader) };
    for await (const compared of compareObjects(all, counts)) {
      tally.add(compared);
      progress.update(`${title}: ${counts.seen} objects seen`);
    }
    progress.done(`${counts.seen} objects seen, ${tally.unread} would be read`);
  } finally {
    progress.stop();
    await reader.close();
  }
}

function resultOf(tally: Tally): QueryResult {
  const columns = [
    ...[
      'date',
      'kind',
      'listed',
      'complete',
      'missing',
      'stale',
      'short',
      'older_parser',
      'given_up',
      'denied',
    ],
    ...['withdrawn', 'deleted', 'completeness', 'completeness_of_date'],
  ];
  const days = new Map(tally.days().map(({ date, completeness }) => [date, completeness]));
  const rows = tally
    .rows()
    .map((row) => ({ ...row, completeness_of_date: days.get(row.date) ?? null }));
  return { columns, rows };
}
