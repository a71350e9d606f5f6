import { z } from 'zod';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { movedBuildRow, movedLedgerRow, type MovedBuild } from '../../shared/rows/moved-rows.ts';
import { dateLiteral } from '../../shared/schema/googlesql-literal.ts';

const int64Schema = z.union([z.number(), z.string()]);

const readingSchema = z.object({
  bucket: z.string(),
  object_name: z.string(),
  generation: z.string(),
  parser_version: z.number(),
  build_date: z.string(),
  job: z.string(),
  build_id: z.string(),
  build_path: z.string(),
  kind: z.string(),
  size_bytes: int64Schema.transform(Number),
  updated_at: z.string(),
  ingested_at: z.string(),
  build_generation: z.string().nullable(),
  newest_date: z.string(),
});

const buildSchema = z.object({
  bucket: z.string(),
  build_date: z.string(),
  job: z.string(),
  build_id: z.string(),
  build_path: z.string(),
  newest_generation: z.string(),
  newest_file_generation: z.string().nullable(),
  newest_parser_version: z.number(),
});

type MovedReading = z.infer<typeof readingSchema>;

/** The folder of a build. */
export interface MovedFolder {
  readonly bucket: string;
  readonly buildPath: string;
}

/**
 * Marks the rows of builds that have a newer row under another date, so that the views show a build under one date only.
 * The dates that lose rows are stale afterwards. Safe to run any number of times.
 *
 * @returns the folders of the builds of which rows were marked
 * @throws WarehouseUnavailableError when the marks cannot be written now
 */
export async function markMovedBuilds(warehouse: Warehouse): Promise<readonly MovedFolder[]> {
  const { rows } = await warehouse.query('SELECT DISTINCT build_date FROM moved_builds');
  const dates = rows.map((row) => z.string().parse(row['build_date']));
  if (dates.length === 0) return [];
  const readings = (await warehouse.query(readingsSql(dates))).rows.map((row) =>
    readingSchema.parse(row),
  );
  const builds = (await warehouse.query(buildsSql(dates))).rows.map((row) =>
    buildSchema.parse(row),
  );
  await warehouse.append(
    'builds',
    builds.map((build) => movedBuildRow(movedBuild(build))),
  );
  // The ledger last: while it has the old readings, an interrupted run is repeated.
  await warehouse.append('ingested_objects', readings.map(ledgerRowOf));
  return [...builds, ...readings].map(({ bucket, build_path }) => ({
    bucket,
    buildPath: build_path,
  }));
}

/** Returns GoogleSQL for the readings that do not count any more; constant dates prune the ledger. */
function readingsSql(dates: readonly string[]): string {
  return `
    SELECT
      readings.bucket, readings.object_name, CAST(readings.generation AS STRING) AS generation,
      readings.parser_version, readings.build_date, readings.job, readings.build_id, readings.build_path,
      CAST(readings.build_generation AS STRING) AS build_generation, readings.kind, readings.size_bytes, readings.updated_at, readings.ingested_at,
      moved.newest_date
    FROM ingested_objects AS readings
    INNER JOIN moved_builds AS moved
    ON
      readings.build_date = moved.build_date
      AND readings.bucket = moved.bucket
      AND readings.build_path = moved.build_path
    WHERE readings.build_date IN (${dates.map(dateLiteral).join(', ')})`;
}

/** Returns GoogleSQL for the rows of builds that do not count any more; some may have no reading in the ledger. */
function buildsSql(dates: readonly string[]): string {
  return `
    SELECT
      builds.bucket, builds.build_date, builds.job, builds.build_id, builds.object_name AS build_path,
      CAST(moved.newest_generation AS STRING) AS newest_generation, moved.newest_parser_version,
      CAST(moved.newest_file_generation AS STRING) AS newest_file_generation
    FROM builds
    INNER JOIN moved_builds AS moved
    ON
      builds.build_date = moved.build_date
      AND builds.bucket = moved.bucket
      AND builds.object_name = moved.build_path
    WHERE builds.build_date IN (${dates.map(dateLiteral).join(', ')})`;
}

function movedBuild(build: z.infer<typeof buildSchema>): MovedBuild {
  return {
    bucket: build.bucket,
    build: buildOf(build),
    buildDate: build.build_date,
    newest: {
      generation: build.newest_generation,
      fileGeneration: build.newest_file_generation,
      parserVersion: build.newest_parser_version,
    },
  };
}

function ledgerRowOf(reading: MovedReading) {
  const { bucket, object_name: name, generation, size_bytes, updated_at } = reading;
  return movedLedgerRow(
    {
      version: { bucket, name, generation, sizeBytes: size_bytes, updatedAt: updated_at },
      kind: reading.kind,
      parserVersion: reading.parser_version,
      build: buildOf(reading),
      buildDate: reading.build_date,
      ingestedAt: reading.ingested_at,
      buildGeneration: reading.build_generation ?? undefined,
    },
    reading.newest_date,
  );
}

function buildOf({
  build_path: buildPath,
  job,
  build_id: buildId,
}: Pick<MovedReading, 'build_path' | 'job' | 'build_id'>) {
  return { buildPath, job, buildId };
}
