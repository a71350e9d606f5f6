/** Collects warnings about irregularities that a reader tolerates: each kind once, in the order of first occurrence. */
export class Warnings {
  readonly #kinds = new Set<string>();

  /** Kinds that were added for characters only. */
  readonly #ofCharacters = new Set<string>();

  add(warning: string): void {
    this.#kinds.add(warning);
    this.#ofCharacters.delete(warning);
  }

  /** Adds a warning about characters, which are decoded before it is known whether reading gets so far. */
  addOfCharacters(warning: string): void {
    if (this.#kinds.has(warning)) return;
    this.#kinds.add(warning);
    this.#ofCharacters.add(warning);
  }

  /** Removes a warning that was added for characters only. */
  withdraw(warning: string): void {
    if (this.#ofCharacters.delete(warning)) this.#kinds.delete(warning);
  }

  list(): readonly string[] {
    return [...this.#kinds];
  }
}
