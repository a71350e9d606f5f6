import { BUILD_FILES } from '../artifacts/prow/build-file-names.ts';
import { PARSER_VERSION, POLICY_VERSIONS } from '../domain/identity.ts';
import { isPossibleDate } from '../domain/possible-date.ts';
import type { DeadLettersRow, Int64 } from '../schema/tables.ts';

/** Releases by which a row may be ahead of this version: more, and it was not written by ci-signal. */
const MAX_RELEASES_AHEAD = 50;

/** Days by which the date of a row may be after today: collect takes times up to a day after the writing of their object. */
const MAX_DAYS_AHEAD = 2;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Generations are the microseconds since 1970 of a writing, in Cloud Storage and of files; those of test servers are smaller numbers. */
const MICROSECONDS_PER_MILLISECOND = 1000;

/** Why a row is outside of what collect writes, and whether a newer version of it may have written the row. */
export interface RangeFault {
  readonly fault: string;
  readonly isNewer: boolean;
}

/** A row of the dead letters has only the times of a change. */
type RangedChange = Pick<DeadLettersRow, 'recorded_date' | 'recorded_at'>;

/** The columns of a row that have a range. */
interface RangedReading {
  readonly parser_version: Int64;
  readonly generation: Int64;
  readonly ordinal: Int64;
  readonly build_date: string;
  /** Only rows of builds have it. */
  readonly newest_file_generation?: Int64 | null;
  /** Only rows of the ledger have it. */
  readonly build_generation?: Int64 | null;
  /** Only rows of the ledger have it. */
  readonly ingested_at?: string;
}

/** The columns of a row of any table that have a range. */
export type RangedRow = RangedReading | RangedChange;

/**
 * Returns why a value of a row is outside of its range, and `undefined` if all are within. A row with a greater parser version
 * or generation, or with a later time of reading, hides all others of its object, so a forged one would be shown for ever.
 *
 * @param now milliseconds since 1970
 */
export function rangeFaultOf(row: RangedRow, now: number): RangeFault | undefined {
  return 'recorded_at' in row ? faultOfChange(row, now) : faultOfReading(row, now);
}

/** A change of the state of a dead letter hides those before it, so it must not be of the future. */
function faultOfChange(
  { recorded_date, recorded_at }: RangedChange,
  now: number,
): RangeFault | undefined {
  if (!isPossibleDate(recorded_date, now, MAX_DAYS_AHEAD)) return outOfRange('recorded_date');
  return isPast(recorded_at, now) ? undefined : outOfRange('recorded_at');
}

function faultOfReading(row: RangedReading, now: number): RangeFault | undefined {
  const { parser_version, ordinal, build_date, ingested_at } = row;
  const release = Math.floor(Number(parser_version) / POLICY_VERSIONS);
  if (release > PARSER_VERSION && release <= PARSER_VERSION + MAX_RELEASES_AHEAD) {
    return { fault: `parser_version: ${release} is a newer release of the readers`, isNewer: true };
  }
  const faults = [
    isFrom(0, parser_version) && release <= PARSER_VERSION ? '' : 'parser_version',
    generationFaultOf(row, now),
    isFrom(0, ordinal) ? '' : 'ordinal',
    isPossibleDate(build_date, now, MAX_DAYS_AHEAD) ? '' : 'build_date',
    ingested_at === undefined || isPast(ingested_at, now) ? '' : 'ingested_at',
  ];
  const column = faults.find((name) => name !== '');
  return column === undefined ? undefined : outOfRange(column);
}

function outOfRange(column: string): RangeFault {
  return { fault: `${column}: out of range`, isNewer: false };
}

/** Returns the name of a generation that no object can have yet, or no sum of those of a build's files; an empty text if there is none. */
function generationFaultOf(row: RangedReading, now: number): string {
  const greatest = (now + MILLISECONDS_PER_DAY) * MICROSECONDS_PER_MILLISECOND;
  const greatestSum = BUILD_FILES.length * greatest;
  const { generation, newest_file_generation, build_generation } = row;
  const isOfBuild = newest_file_generation !== undefined;
  const isWithin = (value: Int64, most: number): boolean =>
    isFrom(0, value) && Number(value) <= most;
  if (!isWithin(generation, isOfBuild ? greatestSum : greatest)) return 'generation';
  if (!isWithin(newest_file_generation ?? 0, greatest)) return 'newest_file_generation';
  return isWithin(build_generation ?? 0, greatestSum) ? '' : 'build_generation';
}

function isFrom(least: number, value: Int64): boolean {
  return Number(value) >= least;
}

/** Returns whether a time is not later than the clocks of two machines may differ. */
function isPast(time: string, now: number): boolean {
  return Date.parse(time) <= now + MILLISECONDS_PER_DAY;
}
