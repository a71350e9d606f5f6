import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { secretMask } from '../../../shared/domain/secrets/secret-mask.ts';
import { UsageError } from '../../../shared/errors.ts';
import { ANY_DATE } from '../../../shared/rows/withdrawn-rows.ts';
import { writeResult } from '../format/format.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import {
  parsePurgedBuild,
  parsePurgedObject,
  type PurgeSelection,
} from '../purge/purge-selection.ts';
import { withReader } from '../with-reader.ts';
import type { PurgeSummary } from '../purge/purge-counts.ts';
import { planPurge, purge, type PurgeMode } from '../purge/purge.ts';

/** Options of the command `purge`. */
export interface PurgeOptions {
  readonly warehouse: WarehouseLocation;
  readonly build?: string;
  readonly object?: string;
  readonly date?: string;
  readonly bucket?: string;
  readonly job?: string;
  readonly generation?: string;
  readonly parserVersion?: number;
  readonly reason?: string;
  readonly erase: boolean;
  readonly restore: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly format: Format;
}

/** Words for what is done, in the infinitive and as a participle. */
const WORDS: Readonly<Record<PurgeMode, readonly [string, string]>> = {
  withdraw: ['withdraw', 'withdrawn'],
  erase: ['withdraw and delete', 'withdrawn and deleted'],
  restore: ['restore', 'restored'],
};

/**
 * Prints the rows that are selected, and purges them if the user agrees.
 *
 * @returns whether there were such rows
 * @throws UsageError if the selection is incomplete, or there is no terminal to ask on
 */
export async function runPurge(ports: CliPorts, options: PurgeOptions): Promise<boolean> {
  const selection = selectionOf(options);
  const mode = options.erase ? 'erase' : options.restore ? 'restore' : 'withdraw';
  const reason = reasonOf(options, mode);
  const plan = await printPlan(ports, options, { selection, mode });
  if (plan.tables.length === 0) {
    ports.terminal.err(`${writtenWarehouse(options.warehouse)}: ${nothing(plan, mode)}\n`);
    return plan.stored > 0;
  }
  if (options.dryRun) {
    ports.terminal.err(`would ${ask(plan, mode)}; nothing was changed\n`);
    return true;
  }
  if (!(await isAgreed(ports, options, `${ask(plan, mode)}?`))) return true;
  const { mask } = secretMask((await ports.policies()).secrets);
  const note = {
    reason: `${mask(reason)} (withdrawn by ${ports.userName()})`,
    withdrawnAt: new Date(ports.clock.now()).toISOString(),
  };
  const warehouse = await ports.openWarehouse(options.warehouse);
  try {
    const done = await purge(warehouse, ports.views(), { selection, mode, note });
    ports.terminal.err(`${countOf(done)} ${WORDS[mode][1]}\n`);
    return true;
  } finally {
    await warehouse.close();
  }
}

/** @throws UsageError if the options select all of the warehouse, or name two buckets */
function selectionOf(options: PurgeOptions): PurgeSelection {
  const { build, object, date, job, generation, parserVersion } = options;
  const place =
    build !== undefined
      ? parsePurgedBuild(build)
      : object !== undefined
        ? parsePurgedObject(object)
        : {};
  if (place.bucket !== undefined && (options.bucket ?? place.bucket) !== place.bucket) {
    throw new UsageError(`--bucket ${options.bucket ?? ''} is not the bucket ${place.bucket}`);
  }
  const bucket = place.bucket ?? options.bucket;
  if (bucket === undefined && date === undefined) {
    throw new UsageError('name what to withdraw: --build, --object, --date or --bucket');
  }
  if (parserVersion !== undefined && generation === undefined) {
    throw new UsageError('--parser-version needs --generation: a reading is known by both');
  }
  return { ...place, bucket, date, job, generation, parserVersion };
}

function reasonOf({ reason, dryRun }: PurgeOptions, mode: PurgeMode): string {
  const text = reason?.trim() ?? '';
  if (text !== '' || dryRun || mode === 'restore') return text;
  throw new UsageError('say why, for the ledger: --reason <text>; --dry-run needs no reason');
}

async function printPlan(
  ports: CliPorts,
  { warehouse, format }: PurgeOptions,
  request: { readonly selection: PurgeSelection; readonly mode: PurgeMode },
): Promise<PurgeSummary> {
  return await withReader(ports, warehouse, async (reader) => {
    const plan = await planPurge(reader, request);
    if (plan.tables.length === 0) return plan;
    const rows = plan.tables.map((counts) => ({ ...counts }));
    await writeResult(ports.terminal, { columns: ['table', 'objects', 'rows'], rows }, { format });
    return plan;
  });
}

async function isAgreed(
  { terminal }: CliPorts,
  { yes }: PurgeOptions,
  question: string,
): Promise<boolean> {
  if (yes) return true;
  const answer = await terminal.confirm(question);
  if (answer === undefined) {
    throw new UsageError('nothing was changed: pass --yes, as there is no terminal to ask on');
  }
  if (!answer) terminal.err('nothing was changed\n');
  return answer;
}

function ask(plan: PurgeSummary, mode: PurgeMode): string {
  return `${WORDS[mode][0]} ${countOf(plan)}`;
}

function countOf({ tables, letters, ...summary }: PurgeSummary): string {
  const dates = [...new Set([...summary.dates, ...letters.flatMap((letter) => letter.dates)])]
    .filter((date) => date !== ANY_DATE)
    .sort();
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  return `${rows} rows of ${dates.length} dates (${first === last ? first : `${first} to ${last}`})`;
}

function nothing({ stored }: PurgeSummary, mode: PurgeMode): string {
  return stored === 0
    ? 'there are no such rows'
    : `all such rows are ${mode === 'restore' ? 'not withdrawn' : 'withdrawn'} already`;
}
