import type { VariantParts } from './variant.ts';

/** Maximum number of values that are remembered for the same parts, and maximum length of each. */
const MAX_VALUES = 1024;
const MAX_LENGTH = 256;

/**
 * Remembers variants, since the test cases of a report have the same few and masking their values takes longer than reading an
 * element: the same parts with the same value added are the same object again, and have their text.
 */
export class KnownVariants {
  readonly #longer = new WeakMap<VariantParts, Map<string, VariantParts>>();
  readonly #texts = new WeakMap<VariantParts, string | null>();

  /** Returns parts with an attribute added, which `add` does for attributes that are not remembered. */
  longer(parts: VariantParts, attribute: string, add: () => VariantParts): VariantParts {
    if (attribute.length > MAX_LENGTH) return add();
    let known = this.#longer.get(parts);
    if (known === undefined) {
      known = new Map();
      this.#longer.set(parts, known);
    }
    const before = known.get(attribute);
    if (before !== undefined) return before;
    if (known.size >= MAX_VALUES) known.clear();
    const longer = add();
    known.set(attribute, longer);
    return longer;
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
