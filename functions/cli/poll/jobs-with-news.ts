import pMap from 'p-map';
import { readPointer } from '../../../shared/artifacts/pointer/read-pointer.ts';
import { UnreadableArtifactError } from '../../../shared/errors.ts';
import { matchesWildcard } from '../../../shared/policy/wildcard.ts';
import type { ListedRange } from '../../reconcile/compare-objects.ts';
import { listedPrefixes } from '../../reconcile/object-filter.ts';
import type { OpenedSource } from '../ports.ts';
import type { KnownBuilds } from './known-builds.ts';

/** Jobs that are asked for their newest build at the same time. */
const CONCURRENCY = 32;

/** Input of {@link rangesWithNews}. */
export interface NewsRequest {
  readonly source: OpenedSource;
  readonly jobs: readonly string[] | undefined;
  readonly known: ReadonlyMap<string, KnownBuilds>;
  /** Whether the whole history of a job is listed that the warehouse does not know; otherwise its newest build. */
  readonly isHistoryWanted: boolean;
}

/** The jobs of a source, and the parts of the bucket that may hold new or changed objects of them. */
export interface News {
  readonly jobs: number;
  readonly ranges: readonly ListedRange[];
}

/**
 * Finds out which jobs of a bucket have builds that the warehouse does not know, or builds that may have changed since. Each
 * job is asked for its `latest-build.txt`; nothing else of it is read or listed.
 */
export async function rangesWithNews(request: NewsRequest): Promise<News> {
  const folders = await jobFolders(request);
  const ranges = await pMap(folders, (folder) => rangeOf(folder, request), {
    concurrency: CONCURRENCY,
  });
  return { jobs: folders.length, ranges: ranges.filter((range) => range !== undefined) };
}

async function jobFolders({ source, jobs }: NewsRequest): Promise<readonly string[]> {
  const { store, bucket, prefix } = source;
  const folders: string[] = [];
  for (const listed of listedPrefixes(prefix, { ...(jobs !== undefined && { jobs }) })) {
    // The prefix of a job that is named in full ends after its folder.
    for await (const folder of store.listFolders(bucket, listed.replace(/(?<=^logs\/.+)\/$/, ''))) {
      if (jobs?.some((pattern) => matchesWildcard(pattern, jobOf(folder))) ?? true)
        folders.push(folder);
    }
  }
  // The name of one job may be the beginning of another's.
  return [...new Set(folders)];
}

async function rangeOf(
  folder: string,
  { source, known, isHistoryWanted }: NewsRequest,
): Promise<ListedRange | undefined> {
  const builds = known.get(jobOf(folder));
  const latest = await latestBuild(source, folder);
  if (builds?.isUnsettled === true) return rangeFrom(folder, builds.from, latest ?? builds.newest);
  if (latest === undefined) return undefined;
  if (builds === undefined)
    return isHistoryWanted ? { prefix: folder } : rangeFrom(folder, latest, latest);
  if (BigInt(latest) <= BigInt(builds.newest)) return undefined;
  return rangeFrom(folder, builds.from, latest);
}

/** Returns the builds from one on. Numbers of different lengths are not in the order of names: then it is all builds. */
function rangeFrom(folder: string, from: string, latest: string): ListedRange {
  return from.length === latest.length
    ? { prefix: folder, startOffset: `${folder}${from}/` }
    : { prefix: folder };
}

/** Returns the number of the newest finished build of a job; `undefined` if the job has none. */
async function latestBuild(
  { store, bucket }: OpenedSource,
  folder: string,
): Promise<string | undefined> {
  const object = await store.open(bucket, `${folder}latest-build.txt`);
  if (object === undefined) return undefined;
  try {
    const { target } = await readPointer('latest_build', object.bytes);
    return /^\d+$/.test(target) ? target : undefined;
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return undefined;
    throw error;
  }
}

function jobOf(folder: string): string {
  return folder.split('/').at(-2) ?? '';
}
