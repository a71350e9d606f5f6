import type { BuildLocation } from '../domain/build-location.ts';
import type { BuildsRow, IngestedObjectsRow, Int64 } from '../schema/tables.ts';
import { markOfBuild } from './build-mark.ts';
import { ledgerRow, type Reading } from './ledger-row.ts';

/** The outcome of rows which say that a build or an object does not count under their date any more. */
const MOVED = 'moved';

/** A build under a date that is no longer its own. */
export interface MovedBuild {
  readonly bucket: string;
  readonly build: BuildLocation;
  /** The date that is no longer its own, in ISO format. */
  readonly buildDate: string;
  /** Generation, greatest generation of a file, and parser version of the row of the build under its newest date. */
  readonly newest: {
    readonly generation: Int64;
    readonly fileGeneration: Int64 | null;
    readonly parserVersion: Int64;
  };
}

/** Returns the row of `builds` after which a build does not count under a date, until a newer row of that date. */
export function movedBuildRow({ bucket, build, buildDate, newest }: MovedBuild): BuildsRow {
  return markOfBuild(MOVED, build, {
    bucket,
    object_name: build.buildPath,
    generation: newest.generation,
    parser_version: newest.parserVersion,
    ordinal: 0,
    build_date: buildDate,
    newest_file_generation: newest.fileGeneration,
  });
}

/**
 * Returns the row of the ledger after which a reading does not count under its date, until a later reading. Its time is
 * that of the reading and a millisecond: no clock is compared with another.
 */
export function movedLedgerRow(
  reading: Omit<Reading, 'outcome' | 'reason' | 'rows'>,
  newestDate: string,
): IngestedObjectsRow {
  const ingestedAt = new Date(Date.parse(reading.ingestedAt) + 1).toISOString();
  const reason = `the build counts under ${newestDate} now`;
  return { ...ledgerRow({ ...reading, outcome: 'ignored', reason, ingestedAt }), outcome: MOVED };
}
