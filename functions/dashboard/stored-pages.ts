import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/ports/clock.ts';
import type { PageStore, StoredPage } from '../../shared/ports/page-store.ts';
import type { DashboardPage } from './page.ts';
import { STYLESHEET_PATH } from './render/stylesheet.ts';

/** Milliseconds for which a page is kept in memory before the store is asked again. */
const KEPT = 30_000;

/** Milliseconds after which a page is not shown any more, because refresh should have rendered it again. */
const MAX_AGE = 12 * 3_600_000;

/** Pages of another style than that of this version have other names. */
const FOLDER = `pages/${createHash('sha256').update(STYLESHEET_PATH).digest('hex').slice(0, 12)}`;

/** Name of the text whose time of writing is that of the last refresh that changed something. */
const REFRESHED = 'pages/refreshed.txt';

/** Returns whether a page is rendered after each refresh: those of the navigation, which need no parameters. */
export function isStoredPage({ navigation }: DashboardPage): boolean {
  return navigation !== undefined;
}

/** Returns the name of a page in the store. */
export function storedName({ path }: DashboardPage): string {
  return `${FOLDER}/${path === '/' ? 'today' : path.slice(1)}.html`;
}

/** Notes in the store that a refresh has changed something, so that older pages are not shown any more. */
export async function markRefreshed(store: PageStore): Promise<void> {
  await store.put(REFRESHED, 'Pages that are older than this text are not shown any more.\n');
}

/** Returns when a refresh has last changed something, in milliseconds of the store's clock; `undefined` if none is noted. */
export async function refreshedAt(store: PageStore): Promise<number | undefined> {
  return (await store.get(REFRESHED))?.writtenAt;
}

/** Pages that were rendered after the last refresh. */
export class StoredPages {
  readonly #store: PageStore;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly at: number; readonly found: Promise<Found> }>();

  constructor(store: PageStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Returns a page as HTML; `undefined` if there is none that is newer than the last refresh.
   *
   * @throws StoreUnavailableError if the store cannot be read now
   */
  async get(page: DashboardPage): Promise<string | undefined> {
    const [stored, refreshed] = await Promise.all([
      this.#read(storedName(page)),
      this.#read(REFRESHED),
    ]);
    if (stored === undefined || refreshed === undefined) return undefined;
    const isNew =
      stored.writtenAt >= refreshed.writtenAt && this.#clock.now() - stored.writtenAt <= MAX_AGE;
    return isNew ? stored.text : undefined;
  }

  #read(name: string): Promise<Found> {
    const now = this.#clock.now();
    const kept = this.#kept.get(name);
    if (kept !== undefined && now - kept.at < KEPT) return kept.found;
    const found = this.#store.get(name);
    this.#kept.set(name, { at: now, found });
    found.catch(() => this.#kept.delete(name));
    return found;
  }
}

type Found = StoredPage | undefined;
