import type { VariantParts } from './variant.ts';

/** Maximum number of attributes that are remembered, of all parts together, and maximum length of each. */
const MAX_KNOWN = 4096;
const MAX_LENGTH = 256;

/**
 * Remembers variants, since the test cases of a report have the same few and masking their values takes longer than reading an
 * element: the same parts with the same value added are the same object again, and have their text.
 */
export class KnownVariants {
  #longer = new WeakMap<VariantParts, Map<string, VariantParts>>();
  readonly #texts = new WeakMap<VariantParts, string | null>();
  #count = 0;

  /** Returns parts with an attribute added, which `add` does for attributes that are not remembered. */
  longer(parts: VariantParts, attribute: string, add: () => VariantParts): VariantParts {
    if (attribute.length > MAX_LENGTH) return add();
    const before = this.#longer.get(parts)?.get(attribute);
    if (before !== undefined) return before;
    const longer = add();
    this.#remember(parts, attribute, longer);
    return longer;
  }

  #remember(parts: VariantParts, attribute: string, longer: VariantParts): void {
    // Parts of several attributes would multiply if only those of one were limited.
    if (this.#count >= MAX_KNOWN) {
      this.#longer = new WeakMap();
      this.#count = 0;
    }
    const known = this.#longer.get(parts) ?? new Map<string, VariantParts>();
    this.#longer.set(parts, known.set(attribute, longer));
    this.#count++;
  }

  /** Returns the text of parts, which `write` writes the first time. */
  text(parts: VariantParts, write: () => string | null): string | null {
    const before = this.#texts.get(parts);
    if (before !== undefined) return before;
    const text = write();
    this.#texts.set(parts, text);
    return text;
  }
}
