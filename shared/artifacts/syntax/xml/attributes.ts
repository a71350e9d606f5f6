/** The attributes of an element that its reader needs. They are valid until the next element starts. */
export interface XmlAttributes extends Iterable<readonly [name: string, value: string]> {
  /** Number of attributes. */
  readonly size: number;
  get(name: string): string | undefined;
}

/** Attributes of the current element. There are few, so that a search takes less time than making a map. */
export class CurrentAttributes implements XmlAttributes {
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  size = 0;

  clear(): void {
    this.size = 0;
  }

  add(name: string, value: string): void {
    this.#names[this.size] = name;
    this.#values[this.size] = value;
    this.size++;
  }

  get(name: string): string | undefined {
    for (let i = 0; i < this.size; i++) {
      if (this.#names[i] === name) return this.#values[i];
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<readonly [string, string]> {
    for (let i = 0; i < this.size; i++) yield [this.#names[i] ?? '', this.#values[i] ?? ''];
  }
}
