import type { ObjectState } from '../../../functions/reconcile/object-state.ts';
import { parserVersionOf } from '../../../shared/artifacts/registry.ts';
import type { ObjectVersion } from '../../../shared/domain/object.ts';
import type { Policies } from '../../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../../shared/ports/artifact-store.ts';

export const BUCKET = 'made-up';

/** Builds follow each other in time from job to job, so that the order of the ledger's rows is not that of the names. */
const JOBS = 100;
const DAYS = 28;
const KINDS = ['junit', 'finished', 'started'] as const;
const FILES = ['artifacts/junit_01.xml', 'finished.json', 'started.json'] as const;

/** Objects of which nothing is in the ledger, and those that were rewritten since: the first of so many, from a place on. */
const MISSING = { every: 1009, from: 5 } as const;
const STALE = { every: 2003, from: 7 } as const;
/** Objects beside which the ledger has one that is gone from the bucket. */
const GONE = { every: 997, from: 3 } as const;

type Planted = typeof MISSING | typeof STALE | typeof GONE;

function isPlanted(number: number, { every, from }: Planted): boolean {
  return number % every === from;
}

/** Returns how many of some objects are planted. */
function plantedIn(objects: number, { every, from }: Planted): number {
  return objects <= from ? 0 : Math.ceil((objects - from) / every);
}

/** What a comparison of a bucket has to find. */
export interface ExpectedNumbers {
  readonly missing: number;
  readonly stale: number;
  readonly deleted: number;
}

/** Returns what a comparison of a bucket with its ledger has to find. */
export function expectedNumbers(objects: number): ExpectedNumbers {
  let both = 0;
  for (let number: number = MISSING.from; number < objects; number += MISSING.every)
    if (isPlanted(number, STALE)) both++;
  return {
    missing: plantedIn(objects, MISSING),
    stale: plantedIn(objects, STALE) - both,
    deleted: plantedIn(objects, GONE),
  };
}

/** Returns the state that an object has to be in, given its number in the order of writing. */
export function expectedState(number: number): ObjectState {
  if (isPlanted(number, MISSING)) return 'missing';
  return isPlanted(number, STALE) ? 'stale' : 'complete';
}

/** Returns the number of an object by its size, which is unique. */
export function numberOf({ sizeBytes }: ObjectVersion): number {
  return sizeBytes;
}

/**
 * Returns a bucket that lists a number of objects in the order of their names, and holds none of them.
 *
 * @param objects a multiple of 300
 */
export function madeBucket(objects: number): ArtifactStore {
  const builds = objects / FILES.length;
  return {
    async *list() {
      await Promise.resolve();
      for (let job = 0; job < JOBS; job++) {
        for (let build = job; build < builds; build += JOBS) {
          for (const [index, file] of FILES.entries()) {
            const number = build * FILES.length + index;
            yield {
              bucket: BUCKET,
              name: `logs/job-${String(job).padStart(3, '0')}/${buildId(build)}/${file}`,
              generation: '2',
              sizeBytes: number,
              updatedAt: '2026-11-01T00:00:00.000Z',
            };
          }
        }
      }
    },
    open: () => Promise.reject(new Error('nothing is opened')),
  };
}

function buildId(build: number): string {
  return `1${String(build).padStart(18, '0')}`;
}

/** Returns a query of DuckDB for the rows of the ledger, in the order of writing. */
export function ledgerQuery(objects: number, policies: Policies): string {
  const versions = KINDS.map((kind) => parserVersionOf(kind, policies)).join(', ');
  const list = (values: readonly string[]): string =>
    `[${values.map((value) => `'${value}'`).join(', ')}]`;
  const isIn = ({ every, from }: Planted): string => `n % ${every} = ${from}`;
  return `
    WITH numbers AS (
      SELECT
        n, n // ${FILES.length} AS build, 1 + n % ${FILES.length} AS file,
        'job-' || lpad((build % ${JOBS})::VARCHAR, 3, '0') AS job,
        'logs/' || job || '/1' || lpad(build::VARCHAR, 18, '0') || '/' AS build_path,
        build_path || ${list(FILES)}[file] AS object_name
      FROM range(${objects}) AS all_numbers(n)
    ),
    entries AS (
      SELECT *, ${isIn(STALE)} AS is_stale FROM numbers WHERE NOT ${isIn(MISSING)}
      UNION ALL
      SELECT * REPLACE (object_name || '.gone' AS object_name), FALSE FROM numbers WHERE ${isIn(GONE)}
    )
    SELECT
      '${BUCKET}' AS bucket, object_name, IF(is_stale, 1, 2) AS generation, [${versions}][file] AS parser_version,
      0 AS ordinal, DATE '2026-10-24' + (n * ${DAYS} // ${objects})::INTEGER AS build_date, job,
      '1' || lpad(build::VARCHAR, 18, '0') AS build_id, build_path, ${list(KINDS)}[file] AS kind, 'parsed' AS outcome,
      TIMESTAMPTZ '2026-11-01 00:00:00Z' AS updated_at, TIMESTAMPTZ '2026-11-01 00:10:00Z' AS ingested_at
    FROM entries ORDER BY n`;
}
