import { StoreUnavailableError } from '../../shared/errors.ts';
import type { PageStore, StoredPage } from '../../shared/ports/page-store.ts';

/** A store of pages in memory, whose clock the test sets. */
export class MemoryPages implements PageStore {
  readonly pages = new Map<string, StoredPage>();
  /** Names of the pages that were asked for. */
  readonly asked: string[] = [];
  now = 0;
  /** Whether each call fails. */
  isDown = false;

  async put(name: string, text: string): Promise<void> {
    await Promise.resolve();
    if (this.isDown) throw new StoreUnavailableError('cannot write: the store is down');
    this.pages.set(name, { text, writtenAt: this.now });
  }

  async get(name: string): Promise<StoredPage | undefined> {
    await Promise.resolve();
    this.asked.push(name);
    if (this.isDown) throw new StoreUnavailableError('cannot read: the store is down');
    return this.pages.get(name);
  }
}
