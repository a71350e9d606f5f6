import { z } from 'zod';
import type { Logger } from '../../shared/ports/logger.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';

/** The age of what is known of a bucket, in the words of the view `staleness`. An alert reads it from the log. */
export interface BucketAge {
  readonly bucket: string;
  /** Hours since the newest object of a build was written; `null` if none is known. */
  readonly hours_since_arrival: number | null;
  /** Hours since the newest start or end of a build; `null` if none is known. */
  readonly hours_since_build: number | null;
  /** Usual longest pause between builds, in hours; `null` with too few builds. */
  readonly usual_hours: number | null;
  /** Hours since the newest build from which the bucket is stale. */
  readonly allowed_hours: number | null;
  /** Whether the bucket is stale, and has not ended. */
  readonly is_stale: boolean;
  /** `old`, `ended`, `empty` if no build is known, and `null` if the bucket is not stale. */
  readonly reason: string | null;
  /** Jobs of the bucket that are stale, and have not ended. */
  readonly stale_jobs: number;
}

const AGES = `
  SELECT
    bucket,
    MAX(IF(job IS NULL, hours_since_arrival, NULL)) AS hours_since_arrival,
    MAX(IF(job IS NULL, hours_since, NULL)) AS hours_since_build,
    MAX(IF(job IS NULL, usual_interval_seconds, NULL)) / 3600 AS usual_hours,
    MAX(IF(job IS NULL, TIMESTAMP_DIFF(stale_at, newest_active_at, SECOND), NULL)) / 3600 AS allowed_hours,
    LOGICAL_OR(job IS NULL AND is_stale AND reason != 'ended') AS is_stale,
    MAX(IF(job IS NULL, reason, NULL)) AS reason,
    COUNTIF(job IS NOT NULL AND is_stale AND reason != 'ended') AS stale_jobs
  FROM staleness
  GROUP BY bucket`;

const ageSchema = z.object({
  bucket: z.string(),
  hours_since_arrival: z.number().nullable(),
  hours_since_build: z.number().nullable(),
  usual_hours: z.number().nullable(),
  allowed_hours: z.number().nullable(),
  is_stale: z.boolean(),
  reason: z.string().nullable(),
  stale_jobs: z.number(),
});

/** Reads the ages of buckets, in their order. */
export async function readAges(
  warehouse: WarehouseReader,
  buckets: readonly string[],
): Promise<readonly BucketAge[]> {
  const { rows } = await warehouse.query(AGES);
  const known = new Map(rows.map((row) => ageSchema.parse(row)).map((age) => [age.bucket, age]));
  return buckets.map((bucket) => known.get(bucket) ?? emptyBucket(bucket));
}

function emptyBucket(bucket: string): BucketAge {
  return {
    bucket,
    hours_since_arrival: null,
    hours_since_build: null,
    usual_hours: null,
    allowed_hours: null,
    is_stale: false,
    reason: 'empty',
    stale_jobs: 0,
  };
}

/** Logs an entry for each bucket, from which metrics of the age and an alert are made. */
export function logAges(logger: Logger, ages: readonly BucketAge[]): void {
  for (const age of ages) {
    const severity = age.is_stale ? 'WARNING' : 'INFO';
    logger.log(severity, 'age of the newest build of a bucket', { event: 'staleness', ...age });
  }
}
