import { z } from 'zod';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';

const MINUTE = 60_000;
/** Time after the reading of a build during which its job is listed again: files may follow, or a run was interrupted. */
const SETTLING = 15 * MINUTE;
/**
 * Times after the newest reading of a job between which it is listed whatever its `latest-build.txt` says, which may be out of
 * date. Later, the job has probably ended.
 */
const OVERDUE = 24 * 60 * MINUTE;
const ENDED = 7 * OVERDUE;
/** Age from which a build without an end is given up; Prow ends a job after a day by default. */
const LONGEST_BUILD = 48 * 60 * MINUTE;

/** Builds of a job that the warehouse knows, by their numbers. */
export interface KnownBuilds {
  readonly job: string;
  readonly newest: string;
  /**
   * The build from which on the job has to be listed: no older one is running or was read by the run that read the newest,
   * which may have been interrupted.
   */
  readonly from: string;
  /** Whether a build runs, was read just now, or is overdue, so that the job has to be listed whatever its newest build is. */
  readonly isUnsettled: boolean;
}

const rowSchema = z
  .object({
    job: z.string(),
    newest: z.string(),
    from_build: z.string(),
    is_unsettled: z.boolean(),
  })
  .transform(({ from_build: from, is_unsettled: isUnsettled, ...row }): KnownBuilds => {
    return { ...row, from, isUnsettled };
  });

/**
 * Reads from the roll-ups which builds of a bucket the warehouse knows.
 *
 * @param now in milliseconds since 1970
 * @returns the builds by job
 */
export async function readKnownBuilds(
  warehouse: WarehouseReader,
  {
    bucket,
    prefix,
    now,
  }: { readonly bucket: string; readonly prefix: string; readonly now: number },
): Promise<ReadonlyMap<string, KnownBuilds>> {
  const { rows } = await warehouse.query(knownBuildsSql(timesBefore(now)), { bucket, prefix });
  return new Map(rows.map((row) => rowSchema.parse(row)).map((known) => [known.job, known]));
}

/** Returns a function that gives the time before now as a literal of GoogleSQL. */
function timesBefore(now: number): (milliseconds: number) => string {
  return (milliseconds) =>
    `TIMESTAMP '${new Date(now - milliseconds).toISOString().slice(0, 19)}+00'`;
}

function knownBuildsSql(before: (milliseconds: number) => string): string {
  return `
    WITH known AS (
      SELECT
        builds.job,
        SAFE_CAST(builds.build_id AS INT64) AS build_id,
        readings.newest_reading_at,
        (
          COALESCE(builds.outcome, 'running') = 'running'
          AND builds.started_at > ${before(LONGEST_BUILD)}
        ) OR COALESCE(readings.newest_reading_at > ${before(SETTLING)}, FALSE) AS is_unsettled,
        MAX(readings.newest_reading_at) OVER (PARTITION BY builds.job) AS last_reading_at
      FROM build_daily AS builds
      LEFT JOIN build_readings AS readings
      ON
        builds.build_date = readings.build_date
        AND builds.bucket = readings.bucket
        AND builds.build_path = readings.build_path
      WHERE builds.bucket = @bucket AND STARTS_WITH(builds.build_path, @prefix)
    ),
    ends AS (
      SELECT
        job,
        MAX(build_id) AS newest,
        MIN(build_id) AS oldest,
        MAX(IF(TIMESTAMP_DIFF(last_reading_at, newest_reading_at, MINUTE) >= 60, build_id, NULL)) AS settled,
        MIN(IF(is_unsettled, build_id, NULL)) AS unsettled,
        MAX(newest_reading_at) BETWEEN ${before(ENDED)} AND ${before(OVERDUE)} AS is_overdue
      FROM known
      WHERE build_id IS NOT NULL
      GROUP BY job
    )
    SELECT
      job,
      CAST(newest AS STRING) AS newest,
      CAST(LEAST(COALESCE(settled, oldest), COALESCE(unsettled, newest)) AS STRING) AS from_build,
      unsettled IS NOT NULL OR COALESCE(is_overdue, FALSE) AS is_unsettled
    FROM ends`;
}
