/** A page as a store has it. */
export interface StoredPage {
  readonly text: string;
  /** Time of the writing in milliseconds since 1970, by the clock of the store. */
  readonly writtenAt: number;
}

/** Finished texts by name, such as rendered pages and reports. The end of a name tells the type: `.html`, `.json`, `.md` or `.txt`. */
export interface PageStore {
  /**
   * Writes a page, or replaces it as a whole: who reads meanwhile gets the old or the new one.
   *
   * @throws StoreUnavailableError if it cannot be written now
   */
  put(name: string, text: string): Promise<void>;

  /**
   * Returns a page; `undefined` if there is none of the name.
   *
   * @throws StoreUnavailableError if it cannot be read now
   */
  get(name: string): Promise<StoredPage | undefined>;
}
