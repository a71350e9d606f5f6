import type { Clock } from '../../shared/ports/clock.ts';
import type { PageStore } from '../../shared/ports/page-store.ts';
import type { DashboardPage } from './page.ts';
import { PAGES } from './pages/pages.ts';
import { renderedPage } from './respond.ts';
import type { Results } from './results.ts';
import { isStoredPage, markRefreshed, refreshedAt, storedName } from './stored-pages.ts';

/** Milliseconds after which pages are rendered again although nothing has changed, because some views depend on the time. */
const MAX_AGE = 6 * 3_600_000;

/** Ports of {@link storePages}. */
export interface StorePagesPorts {
  readonly store: PageStore;
  readonly results: Results;
  readonly clock: Clock;
  /** Is asked before each page; no other one is begun when the answer is true. */
  readonly isLate: () => boolean;
}

/**
 * Renders the pages of the navigation into a store: all if something has changed, otherwise those that are hours old, or that an earlier call
 * has left out.
 *
 * @param hasChanged whether the refresh before has changed something
 * @returns the paths of the pages that were rendered
 * @throws QueryError if the warehouse has no views
 * @throws StoreUnavailableError if the store cannot be written now
 */
export async function storePages(
  { store, results, clock, isLate }: StorePagesPorts,
  hasChanged: boolean,
  pages: readonly DashboardPage[] = PAGES,
): Promise<readonly string[]> {
  if (hasChanged) await markRefreshed(store);
  const oldest = Math.max(clock.now() - MAX_AGE, (await refreshedAt(store)) ?? 0);
  const navigation = pages.filter((page) => page.navigation !== undefined);
  const done: string[] = [];
  for (const page of pages.filter(isStoredPage)) {
    if (isLate()) break;
    if (!hasChanged && (await isNewer(store, page, oldest))) continue;
    const { text, isComplete } = await renderedPage({ results, clock, navigation }, page);
    // A page of which a part could not be read is computed when it is asked for.
    if (!isComplete) continue;
    await store.put(storedName(page), text);
    done.push(page.path);
  }
  return done;
}

async function isNewer(store: PageStore, page: DashboardPage, oldest: number): Promise<boolean> {
  const stored = await store.get(storedName(page));
  return stored !== undefined && stored.writtenAt >= oldest;
}
