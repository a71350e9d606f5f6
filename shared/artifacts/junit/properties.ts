import type { Warnings } from '../syntax/warnings.ts';
import { MAX_PROPERTIES } from './limits.ts';
import type { ReportTexts } from './report-texts.ts';

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

  /** Returns the properties without secrets as an object, or `null` if there are none. */
  masked(texts: ReportTexts): Readonly<Record<string, string>> | null {
    if (this.#values === undefined) return null;
    const entries = [...this.#values].map(([name, value]) => [
      texts.maskedName(name),
      texts.maskedProperty(name, value),
    ]);
    return Object.fromEntries(entries) as Record<string, string>;
  }
}
