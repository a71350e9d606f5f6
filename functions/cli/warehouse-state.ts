import { z } from 'zod';
import { QueryError } from '../../shared/errors.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { CliPorts } from './ports.ts';
import { describeMissingRows, MISSING_ROWS, missingRowsSchema } from './missing-rows.ts';
import { readKnownBuckets, type KnownBuckets } from './known-buckets.ts';
import { describeDuration } from './remaining-time.ts';
import {
  describeWaitingLetters,
  WAITING_LETTERS,
  waitingLettersSchema,
} from './waiting-letters.ts';

const MILLISECONDS_PER_HOUR = 3_600_000;
/** Ages from this number of hours are given in days. */
const MANY_HOURS = 72;

/** What the roll-ups know about the state of the history, and the dead letters; nothing of it reads raw rows of builds. */
const STATE = `SELECT${MISSING_ROWS},${WAITING_LETTERS}`;

/** The newest builds of buckets; rows of jobs are left out. */
const BUCKETS = `
  SELECT bucket, newest_active_at, newest_ingested_at, usual_interval_seconds, stale_at
  FROM staleness
  WHERE job IS NULL
  ORDER BY bucket`;

const bucketSchema = z.object({
  bucket: z.string(),
  newest_active_at: z.string(),
  newest_ingested_at: z.string().nullable(),
  usual_interval_seconds: z.number().nullable(),
  stale_at: z.string(),
});

/** Prints one line to standard error if the data of a warehouse is simulated, incomplete, old, or not in the roll-ups yet, or dead letters wait. */
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
    const newest = await warehouse.query(BUCKETS);
    return [
      ...simulation(buckets),
      ...describeMissingRows(missingRowsSchema.parse(rows[0])),
      ...describeWaitingLetters(waitingLettersSchema.parse(rows[0]).waiting_letters),
      ...(newest.rows.length === 0 ? ['no builds'] : []),
      ...newest.rows
        .map((row) => bucketSchema.parse(row))
        // Simulated history ends on a fixed date.
        .filter(({ bucket }) => !buckets.simulated.includes(bucket))
        .flatMap((bucket) => old(bucket, now)),
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

function old(newest: z.infer<typeof bucketSchema>, now: number): readonly string[] {
  const { bucket, newest_active_at: at, newest_ingested_at, usual_interval_seconds } = newest;
  if (now <= Date.parse(newest.stale_at)) return [];
  const usual =
    usual_interval_seconds === null
      ? ''
      : `, usually at most ${describeDuration(usual_interval_seconds)} after the one before`;
  const read = newest_ingested_at === null ? '' : `, last read at ${minuteOf(newest_ingested_at)}`;
  return [
    `old: the newest build of ${bucket} is of ${minuteOf(at)}, ${age(now - Date.parse(at))} ago${usual}${read}`,
  ];
}

function age(milliseconds: number): string {
  const hours = Math.floor(milliseconds / MILLISECONDS_PER_HOUR);
  return hours < MANY_HOURS ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

/** Returns a time as a date and a minute: `2026-11-20 14:05 UTC`. */
function minuteOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
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
