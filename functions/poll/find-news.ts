import type { WarehouseReader } from '../../shared/ports/warehouse.ts';
import { rangesWithNews, type JobFolders, type News } from './jobs-with-news.ts';
import { readKnownBuilds } from './known-builds.ts';

/** Input of {@link findNews}. */
export interface Look {
  readonly source: JobFolders;
  readonly warehouse: WarehouseReader;
  /** Patterns of the names of jobs; `undefined` for all jobs. */
  readonly jobs: readonly string[] | undefined;
  /** Whether the whole history of a job is listed that the warehouse does not know; otherwise its newest build. */
  readonly isHistoryWanted: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** Finds the parts of a bucket that may hold objects which the warehouse does not know, in the order of their names. */
export async function findNews({ source, warehouse, now, ...wanted }: Look): Promise<News> {
  const { bucket, prefix } = source;
  const known = await readKnownBuilds(warehouse, { bucket, prefix, now });
  return await rangesWithNews({ source, known, ...wanted });
}
