/** Collects what a reader read around: each kind of warning once, in the order of first sight. */
export class Warnings {
  readonly #kinds = new Set<string>();

  add(warning: string): void {
    this.#kinds.add(warning);
  }

  list(): readonly string[] {
    return [...this.#kinds];
  }
}
