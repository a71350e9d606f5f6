import { z } from 'zod';
import { QueryError } from '../../shared/errors.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { CliPorts } from './ports.ts';
import { describeMissingRows, MISSING_ROWS, missingRowsSchema } from './missing-rows.ts';
import { readKnownBuckets, type KnownBuckets } from './known-buckets.ts';

/** Age in days from which the newest build counts as old; jobs of CI run every day. */
const OLD_DAYS = 3;
const MILLISECONDS_PER_DAY = 86_400_000;

/** What the roll-ups know about the state of the history; nothing of it reads raw rows of builds. */
const STATE = `
  SELECT${MISSING_ROWS},
    (SELECT last_date FROM history_window) AS last_date,
    (SELECT newest_reading_at FROM history_window) AS newest_reading_at`;

const stateSchema = missingRowsSchema.extend({
  last_date: z.string().nullable(),
  newest_reading_at: z.string().nullable(),
});

/** Prints one line to standard error if the data of a warehouse is simulated, incomplete, old, or not in the roll-ups yet. */
export async function printState(
  { terminal, clock }: Pick<CliPorts, 'terminal' | 'clock'>,
  warehouse: WarehouseReader,
  written: string,
): Promise<void> {
  const parts = await stateOf(warehouse, written, clock.now());
  if (parts.length > 0) terminal.err(`${written}: ${parts.join('; ')}\n`);
}

async function stateOf(
  warehouse: WarehouseReader,
  written: string,
  now: number,
): Promise<readonly string[]> {
  try {
    const buckets = await readKnownBuckets(warehouse);
    const { rows } = await warehouse.query(STATE);
    const state = stateSchema.parse(rows[0]);
    return [
      ...simulation(buckets),
      ...describeMissingRows(state),
      ...(buckets.simulated.length === 0 ? old(state, now) : []),
      ...(written.startsWith('bigquery:') ? [] : await stale(warehouse)),
    ];
  } catch (error) {
    // A file of another version may lack these views; its age is told separately.
    if (error instanceof QueryError) return [];
    throw error;
  }
}

function simulation({ simulated, real }: KnownBuckets): readonly string[] {
  if (simulated.length === 0) return [];
  const beside = real.length === 0 ? '' : ` beside real builds (${real.join(', ')})`;
  return [`simulated history (${simulated.join(', ')})${beside}`];
}

function old({ last_date, newest_reading_at }: z.infer<typeof stateSchema>, now: number) {
  if (last_date === null) return ['no builds'];
  const days = Math.floor((now - Date.parse(last_date)) / MILLISECONDS_PER_DAY);
  if (days < OLD_DAYS) return [];
  const read = newest_reading_at === null ? '' : `, last read on ${newest_reading_at.slice(0, 10)}`;
  return [`old: the newest build is of ${last_date}, ${days} days ago${read}`];
}

/**
 * An interrupted run leaves dates whose roll-ups lack rows. In BigQuery the question would be charged for, and refresh runs
 * on a schedule.
 */
async function stale(warehouse: WarehouseReader): Promise<readonly string[]> {
  const { rows } = await warehouse.query('SELECT COUNT(*) AS dates FROM stale_dates');
  const dates = Number(rows[0]?.['dates'] ?? 0);
  if (dates === 0) return [];
  return [`${dates} dates have rows that views of a window lack until \`ci-signal refresh\``];
}
