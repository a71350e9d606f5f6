import { bounded } from '../syntax/text/bounded-text.ts';
import type { Warnings } from '../syntax/warnings.ts';
import { MAX_PROPERTIES, MESSAGE_LIMIT, NAME_LIMIT } from './limits.ts';

/** Collects properties by name, up to {@link MAX_PROPERTIES}. */
export class Properties {
  // A Map, since names such as `__proto__` are data here.
  readonly #values = new Map<string, string>();

  set(name: string, value: string, warnings: Warnings): void {
    if (this.#values.size >= MAX_PROPERTIES && !this.#values.has(name)) {
      warnings.add(`only the first ${MAX_PROPERTIES} properties were kept`);
      return;
    }
    this.#values.set(bounded(name, NAME_LIMIT), bounded(value, MESSAGE_LIMIT));
  }

  /** Returns the properties as an object, or `null` if there are none. */
  toJSON(): Readonly<Record<string, string>> | null {
    return this.#values.size === 0 ? null : Object.fromEntries(this.#values);
  }
}
