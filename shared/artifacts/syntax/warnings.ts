/** Collects warnings about irregularities that a reader tolerates: each kind once, in the order of first occurrence. */
export class Warnings {
  readonly #kinds = new Set<string>();

  add(warning: string): void {
    this.#kinds.add(warning);
  }

  list(): readonly string[] {
    return [...this.#kinds];
  }
}
