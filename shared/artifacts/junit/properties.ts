import type { Warnings } from '../syntax/warnings.ts';
import { MAX_PROPERTIES } from './limits.ts';

/** Collects properties by name, up to {@link MAX_PROPERTIES}. */
export class Properties {
  // A Map, since names such as `__proto__` are data here.
  #values: Map<string, string> | undefined;

  /** @param value a text of limited length, as `name` is */
  set(name: string, value: string, warnings: Warnings): void {
    this.#values ??= new Map();
    if (this.#values.size >= MAX_PROPERTIES && !this.#values.has(name)) {
      warnings.add(`only the first ${MAX_PROPERTIES} properties were kept`);
      return;
    }
    this.#values.set(name, value);
  }

  /** Returns the properties as an object, or `null` if there are none. */
  toJSON(): Readonly<Record<string, string>> | null {
    return this.#values === undefined ? null : Object.fromEntries(this.#values);
  }
}
