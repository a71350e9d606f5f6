import { parseObjectName, type Artifact } from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../shared/artifacts/registry.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { CollectSettings } from '../collect/ports.ts';
import { EMPTY_LEDGER, readIncomplete, readLedger, type Ledger } from './ledger.ts';
import type { ObjectSource } from './ports.ts';

/** Objects that the ledger is asked about at first, so that reading begins soon, and at most. */
const FIRST_PAGE = 1000;
const LARGEST_PAGE = 100_000;

/** Input of {@link selectObjects}. */
export interface Selection {
  readonly source: ObjectSource;
  readonly warehouse: WarehouseReader;
  readonly settings: CollectSettings;
  /** Whether to select objects that the ledger has at the same generation and parser version. */
  readonly again: boolean;
}

/** Numbers of listed objects, which {@link selectObjects} increases. */
export interface ListedCounts {
  seen: number;
  /** Objects of kinds that do not produce rows. */
  otherKinds: number;
  /** Objects that the ledger has at the same generation and parser version. */
  unchanged: number;
  /** Objects that the ledger has so, and of which rows are missing: they are read again. */
  incomplete: number;
}

/** A listed object that gives rows. */
interface Candidate {
  readonly object: ObjectVersion;
  readonly artifact: Artifact;
}

/**
 * Yields the objects of a source that have to be collected: one file of each build is enough, because collect reads all
 * files of a build. The ledger is asked page by page, so that memory does not grow with the bucket.
 */
export async function* selectObjects(
  selection: Selection,
  counts: ListedCounts,
): AsyncGenerator<ObjectVersion> {
  const { warehouse, source, settings } = selection;
  const incomplete = await readIncomplete(warehouse, source.bucket);
  let lastBuild: string | undefined;
  for await (const page of pagesOf(candidates(selection, counts))) {
    const ledger = await ledgerOf(page, selection);
    for (const { object, artifact } of page) {
      const build = buildOf(artifact);
      const isRead = ledger.has(object, parserVersionOf(artifact.kind, settings.policies));
      const isIncomplete = isRead && incomplete.has(build ?? object.name);
      if (isIncomplete) counts.incomplete++;
      if (isRead && !isIncomplete) counts.unchanged++;
      else if (build === undefined || build !== lastBuild) {
        lastBuild = build ?? lastBuild;
        yield object;
      }
    }
  }
}

async function* candidates(
  { source, settings }: Selection,
  counts: ListedCounts,
): AsyncGenerator<Candidate> {
  for await (const object of source.store.list(source.bucket, { prefix: source.prefix })) {
    counts.seen++;
    const artifact = parseObjectName(object.name, settings);
    if (artifact === undefined || !givesRows(artifact)) counts.otherKinds++;
    else yield { object, artifact };
  }
}

async function ledgerOf(
  page: readonly Candidate[],
  { warehouse, source, again }: Selection,
): Promise<Ledger> {
  const [first, last] = [page[0]?.object.name, page.at(-1)?.object.name];
  if (again || first === undefined || last === undefined) return EMPTY_LEDGER;
  return await readLedger(warehouse, { bucket: source.bucket, first, last });
}

/** Yields candidates in pages, which do not separate the objects of a build: reading one of them changes the ledger. */
async function* pagesOf(all: AsyncIterable<Candidate>): AsyncGenerator<readonly Candidate[]> {
  let size = FIRST_PAGE;
  let page: Candidate[] = [];
  for await (const candidate of all) {
    const path = candidate.artifact.build?.buildPath;
    const isSameBuild = path !== undefined && path === page.at(-1)?.artifact.build?.buildPath;
    if (page.length >= size && !isSameBuild) {
      yield page;
      page = [];
      size = Math.min(10 * size, LARGEST_PAGE);
    }
    page.push(candidate);
  }
  yield page;
}

function givesRows({ kind }: Artifact): boolean {
  return ARTIFACT_KINDS[kind].family !== 'pointer';
}

/** Returns the build that an object is a file of, and `undefined` for any other object. */
function buildOf(artifact: Artifact): string | undefined {
  return ARTIFACT_KINDS[artifact.kind].family === 'build_file'
    ? artifact.build?.buildPath
    : undefined;
}
