import type { BuildLocation } from '../../../shared/domain/build-location.ts';
import {
  ANY_PARSER,
  withdrawnBuildRow,
  withdrawnLedgerRow,
  withdrawnMarkerRow,
  type Withdrawal,
} from '../../../shared/rows/withdrawn-rows.ts';
import type {
  BuildsRow,
  IngestedObjectsRow,
  VersionMarkersRow,
} from '../../../shared/schema/tables.ts';
import type { StoredReading } from './stored-readings.ts';

/** What is said of all readings that are withdrawn together. */
export interface WithdrawalNote {
  readonly buildDate: string;
  /** Why and by whom. */
  readonly reason: string;
  /** Time in ISO 8601, UTC. */
  readonly withdrawnAt: string;
}

/** Rows that withdraw readings. */
export interface Tombstones {
  readonly builds: readonly BuildsRow[];
  readonly version_markers: readonly VersionMarkersRow[];
  readonly ingested_objects: readonly IngestedObjectsRow[];
}

/** Kind in the ledger of an object of which only rows are stored. */
const UNKNOWN_KIND = 'object';

/**
 * Returns the stored readings that count, or may count: those that no row withdraws.
 *
 * @param stored readings of one date
 */
export function readingsThatMayCount(stored: readonly StoredReading[]): readonly StoredReading[] {
  const tombstones = Map.groupBy(
    stored.filter(({ isTombstone }) => isTombstone),
    objectKey,
  );
  return stored.filter(
    (reading) =>
      !reading.isTombstone &&
      !(tombstones.get(objectKey(reading)) ?? []).some((one) => withdraws(one, reading)),
  );
}

/** The rules of the macro `readings_that_may_count`. */
function withdraws(tombstone: StoredReading, reading: StoredReading): boolean {
  if (tombstone.parserVersion !== ANY_PARSER) {
    return (
      tombstone.generation === reading.generation &&
      tombstone.parserVersion === reading.parserVersion
    );
  }
  return reading.table === 'version_markers'
    ? tombstone.generation === reading.generation
    : orderOf(tombstone) >= orderOf(reading);
}

/** Rows of `builds` have marks of their own, and so have version markers; of other objects the ledger has them. */
function objectKey({ table, bucket, name }: StoredReading): string {
  const marked = table === 'builds' || table === 'version_markers' ? table : 'ingested_objects';
  return JSON.stringify([marked, bucket, name]);
}

/** Returns the number by which the readings of an object are ordered. */
function orderOf({ table, generation, newestFileGeneration }: StoredReading): bigint {
  return table === 'builds' ? (newestFileGeneration ?? 0n) : generation;
}

/** Returns rows that withdraw exactly these readings. */
export function tombstonesOfReadings(
  readings: readonly StoredReading[],
  note: WithdrawalNote,
): Tombstones {
  return rowsOf(readings, note);
}

/**
 * Returns rows that withdraw the objects and builds of these readings: their newest generations, as read by any version, and
 * all before them; of version markers, each generation.
 */
export function tombstonesOfObjects(
  readings: readonly StoredReading[],
  note: WithdrawalNote,
): Tombstones {
  const builds = [
    ...Map.groupBy(readings.filter(isOfBuildRow), ({ bucket, buildPath }) =>
      JSON.stringify([bucket, buildPath]),
    ).values(),
  ].flatMap(newestOfBuild);
  const files = new Map(builds.map((build) => [JSON.stringify([build.bucket, build.name]), build]));
  const objects = [
    ...Map.groupBy(
      readings.filter(({ table }) => table !== 'builds'),
      (reading) => JSON.stringify([...identityOf(reading)]),
    ).values(),
  ].map((same) => newestOfObject(same, files));
  return rowsOf([...builds, ...objects], note);
}

/** Of a version marker each generation is an object of its own. */
function identityOf({ table, kind, bucket, name, generation }: StoredReading): readonly string[] {
  const isMarker = table === 'version_markers' || kind === 'version_marker';
  return [bucket, name, isMarker ? `${table} ${generation}` : ''];
}

function isOfBuildRow({ table, buildGeneration }: StoredReading): boolean {
  return table === 'builds' || buildGeneration !== null;
}

function newestOfBuild(readings: readonly StoredReading[]): readonly StoredReading[] {
  const [first] = readings;
  if (first?.buildPath == null) return [];
  return [
    {
      ...first,
      table: 'builds',
      name: first.buildPath,
      parserVersion: ANY_PARSER,
      generation: greatest(
        readings.map(({ table, generation, buildGeneration }) =>
          table === 'builds' ? generation : (buildGeneration ?? 0n),
        ),
      ),
      newestFileGeneration: greatest(readings.map(orderOf)),
    },
  ];
}

function newestOfObject(
  readings: readonly StoredReading[],
  builds: ReadonlyMap<string, StoredReading>,
): StoredReading {
  const [first] = readings;
  if (first === undefined) throw new Error('an object without readings has no newest one');
  const ofLedger = readings.find(({ kind }) => kind !== null) ?? first;
  const build = builds.get(JSON.stringify([first.bucket, ofLedger.buildPath]));
  return {
    ...ofLedger,
    parserVersion: ANY_PARSER,
    generation: greatest(readings.map(({ generation }) => generation)),
    // Readings of a build's files are compared by the build's generation.
    buildGeneration: ofLedger.buildGeneration === null ? null : (build?.generation ?? null),
  };
}

function greatest(numbers: readonly bigint[]): bigint {
  return numbers.reduce((most, one) => (one > most ? one : most), 0n);
}

function rowsOf(readings: readonly StoredReading[], note: WithdrawalNote): Tombstones {
  const inTable = (...tables: readonly string[]) =>
    readings.filter(({ table }) => tables.includes(table));
  const artifacts = readings.filter(
    ({ table }) => table !== 'builds' && table !== 'version_markers',
  );
  const ofKey = new Map(artifacts.map((reading) => [keyOf(reading), reading]));
  // The ledger's own row tells the kind.
  for (const reading of inTable('ingested_objects')) ofKey.set(keyOf(reading), reading);
  return {
    builds: inTable('builds').flatMap((reading) => {
      const build = buildOf(reading);
      const newest = reading.newestFileGeneration?.toString() ?? null;
      return build === undefined
        ? []
        : [withdrawnBuildRow(withdrawalOf(reading, note), build, newest)];
    }),
    version_markers: inTable('version_markers').map((reading) =>
      withdrawnMarkerRow(withdrawalOf(reading, note)),
    ),
    ingested_objects: [...ofKey.values()].map((reading) =>
      withdrawnLedgerRow({
        ...withdrawalOf(reading, note),
        ...note,
        kind: reading.kind ?? UNKNOWN_KIND,
        build: buildOf(reading),
        buildGeneration: reading.buildGeneration?.toString(),
      }),
    ),
  };
}

function keyOf({ bucket, name, generation, parserVersion }: StoredReading): string {
  return JSON.stringify([bucket, name, String(generation), parserVersion]);
}

function withdrawalOf(
  { bucket, name, generation, parserVersion }: StoredReading,
  { buildDate }: WithdrawalNote,
): Withdrawal {
  return { bucket, name, generation: generation.toString(), parserVersion, buildDate };
}

function buildOf({ buildPath, job, buildId }: StoredReading): BuildLocation | undefined {
  return buildPath === null || job === null || buildId === null
    ? undefined
    : { buildPath, job, buildId };
}
