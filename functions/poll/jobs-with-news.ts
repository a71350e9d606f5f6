import pMap from 'p-map';
import { readPointer } from '../../shared/artifacts/pointer/read-pointer.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import { matchesWildcard } from '../../shared/policy/wildcard.ts';
import type { BrowsableStore } from '../../shared/ports/artifact-store.ts';
import type { ListedRange } from '../reconcile/compare-objects.ts';
import { listedPrefixes } from '../reconcile/object-filter.ts';
import type { KnownBuilds } from './known-builds.ts';

/** Jobs that are asked for their newest build at the same time. */
const CONCURRENCY = 32;

/** Folders of jobs in a bucket: those that are reached from a prefix by one more `/`. */
export interface JobFolders {
  readonly store: BrowsableStore;
  readonly bucket: string;
  /** `logs/`, or the beginning of the names of jobs there. */
  readonly prefix: string;
}

/** Input of {@link rangesWithNews}. */
export interface NewsRequest {
  readonly source: JobFolders;
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
 * job is asked for its `latest-build.txt`; where that is missing or no number, and now and then, its builds are listed.
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
  if (builds !== undefined) {
    const isUpToDate = latest !== undefined && BigInt(latest) <= BigInt(builds.newest);
    if (isUpToDate && !builds.isUnsettled) return undefined;
    return rangeFrom(folder, builds.from, latest ?? builds.newest);
  }
  if (isHistoryWanted) return { prefix: folder };
  const newest = latest ?? (await newestFolder(source, folder));
  return newest === undefined ? undefined : rangeFrom(folder, firstOf(newest, known), newest);
}

/**
 * Returns the first build to read of a job that the warehouse does not know: its newest one. If the warehouse knows others of
 * the bucket, it is the first one after all of theirs, since Prow numbers the builds of all jobs by the time of their start.
 */
function firstOf(newest: string, known: NewsRequest['known']): string {
  const others = [...known.values()].map((builds) => builds.newest);
  const before = others.filter(
    (other) => other.length === newest.length && BigInt(other) < BigInt(newest),
  );
  return before.reduce((last, one) => (last === newest || one > last ? one : last), newest);
}

/** Returns the builds from one on. Numbers of different lengths are not in the order of names: then it is all builds. */
function rangeFrom(folder: string, from: string, latest: string): ListedRange {
  return from.length === latest.length
    ? { prefix: folder, startOffset: `${folder}${from}/` }
    : { prefix: folder };
}

/** Returns the number of the newest finished build of a job; `undefined` if the job has none. */
async function latestBuild(
  { store, bucket }: JobFolders,
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

/** Returns the greatest number of a build of a job; `undefined` if it has none. */
async function newestFolder(
  { store, bucket }: JobFolders,
  folder: string,
): Promise<string | undefined> {
  let newest: string | undefined;
  for await (const build of store.listFolders(bucket, folder)) {
    const number = build.split('/').at(-2) ?? '';
    if (!/^\d+$/.test(number)) continue;
    if (newest === undefined || BigInt(number) > BigInt(newest)) newest = number;
  }
  return newest;
}

function jobOf(folder: string): string {
  return folder.split('/').at(-2) ?? '';
}
