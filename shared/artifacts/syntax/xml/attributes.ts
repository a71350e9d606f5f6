/** The attributes of an element that its reader needs. They are valid until the next element starts. */
export interface XmlAttributes extends Iterable<readonly [name: string, value: string]> {
  get(name: string): string | undefined;
}

/** Attributes of the current element. There are few, so that a search takes less time than making a map. */
export class CurrentAttributes implements XmlAttributes {
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  add(name: string, value: string): void {
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count++;
  }

  get(name: string): string | undefined {
    for (let i = 0; i < this.#count; i++) {
      if (this.#names[i] === name) return this.#values[i];
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<readonly [string, string]> {
    for (let i = 0; i < this.#count; i++) yield [this.#names[i] ?? '', this.#values[i] ?? ''];
  }
}
