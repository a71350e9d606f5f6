import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { QueryValue, Warehouse } from '../../../shared/ports/warehouse.ts';
import { refresh } from '../../refresh/handler.ts';
import { completeSettings } from '../complete-settings.ts';
import {
  changeState,
  readLetters,
  readOriginal,
  readWaiting,
  type ListedLetter,
} from '../dead-letters/letters.ts';
import { replayLetter } from '../dead-letters/replay.ts';
import { writeResult } from '../format/format.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import { collectSettingsOf, type SourceCommandOptions } from '../source-options.ts';
import { withReader } from '../with-reader.ts';

/** Options that all subcommands of `dead-letters` have. */
export interface LetterOptions {
  readonly warehouse: WarehouseLocation;
}

/** Options of `dead-letters list`. */
export interface ListOptions extends LetterOptions {
  readonly all: boolean;
  readonly format: Format;
}

/** Lists the letters that wait, or all of them; never their originals. */
export async function listLetters(
  ports: CliPorts,
  { warehouse, all, format }: ListOptions,
): Promise<void> {
  await withReader(ports, warehouse, async (reader) => {
    const result = await reader.query(
      `SELECT dead_letter_id, state, function_name, times_given_up, attempts, first_given_up_at, last_given_up_at,
         error_class, reason
       FROM dead_letters
       WHERE ${all ? 'TRUE' : "state = 'waiting'"}
       ORDER BY last_given_up_at DESC, dead_letter_id`,
    );
    await writeResult(ports.terminal, result, { format });
    if (format === 'table' && result.rows.length === 0) ports.terminal.err('no dead letters\n');
  });
}

/** Options of `dead-letters show`. */
export interface ShowOptions extends LetterOptions {
  readonly raw: boolean;
}

/** Prints what is known of a letter, and its original; or the bytes of the original alone. */
export async function showLetter(
  ports: CliPorts,
  id: string,
  { warehouse, raw }: ShowOptions,
): Promise<void> {
  const { terminal } = ports;
  await withReader(ports, warehouse, async (reader) => {
    const [letter] = await readLetters(reader, [id]);
    if (letter === undefined) return;
    const { attributes, data, sizeBytes } = await readOriginal(reader, letter);
    if (raw && data === undefined) {
      throw new UsageError(`the original of ${id}, ${sizeBytes} bytes, was too large to be kept`);
    }
    if (raw && data !== undefined) {
      await terminal.data(data);
      return;
    }
    const lines = Object.entries(letter.row).map(
      ([column, value]) => `${column}: ${written(value)}`,
    );
    const named = Object.entries(attributes).map(([name, value]) => `  ${name}: ${value}`);
    const original = data === undefined ? '(too large to be kept)' : Buffer.from(data).toString();
    await terminal.out([...lines, 'attributes:', ...named, '', original, ''].join('\n'));
  });
}

function written(value: QueryValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Options of `dead-letters replay`. */
export interface ReplayOptions extends LetterOptions, SourceCommandOptions {
  readonly all: boolean;
  readonly source?: string;
  readonly format: Format;
}

/** Replays letters, by default those that wait if `all` is set, and returns whether all of them succeeded. */
export async function replayLetters(
  ports: CliPorts,
  ids: readonly string[],
  options: ReplayOptions,
): Promise<boolean> {
  if (options.all === ids.length > 0) {
    throw new UsageError('name the dead letters to replay, or pass --all for those that wait');
  }
  const { source: location } = options;
  const source =
    location === undefined
      ? undefined
      : await ports.openSource(parseSourceLocation(location), options);
  const settings = await completeSettings(ports, collectSettingsOf(options));
  const isTimed = options.warehouse.kind === 'bigquery';
  return await withWarehouse(ports, options, async (warehouse) => {
    const letters = options.all ? await readWaiting(warehouse) : await readLetters(warehouse, ids);
    const rows = [];
    for (const letter of letters) {
      const reason = await replayLetter(ports, letter, { warehouse, settings, source, isTimed });
      rows.push(resultOf(letter, reason));
    }
    if (!isTimed) await refresh({ warehouse, views: ports.views() });
    const columns = ['dead_letter_id', 'function_name', 'result', 'reason'];
    await writeResult(ports.terminal, { columns, rows }, { format: options.format });
    const failed = rows.filter(({ result }) => result === 'failed').length;
    ports.terminal.err(`${rows.length - failed} replayed, ${failed} failed\n`);
    return failed === 0;
  });
}

/** Discards letters: they are kept, and do not wait any more. */
export async function discardLetters(
  ports: CliPorts,
  ids: readonly string[],
  options: LetterOptions,
): Promise<void> {
  await withWarehouse(ports, options, async (warehouse) => {
    const letters = await readLetters(warehouse, ids);
    for (const letter of letters) {
      await changeState(warehouse, { letter, state: 'discarded' }, ports.clock.now());
    }
    ports.terminal.err(`${letters.length} discarded\n`);
  });
}

function resultOf({ dead_letter_id, function_name }: ListedLetter, failure: string | undefined) {
  const result = failure === undefined ? 'replayed' : 'failed';
  return { dead_letter_id, function_name, result, reason: failure ?? null };
}

/** Opens an existing warehouse to write it, and closes it afterwards. */
async function withWarehouse<T>(
  ports: CliPorts,
  { warehouse: location }: LetterOptions,
  use: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  await ports.requireWarehouse(location);
  const warehouse = await ports.openWarehouse(location);
  try {
    return await use(warehouse);
  } finally {
    await warehouse.close();
  }
}
