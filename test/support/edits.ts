import fc from 'fast-check';

/** A change of a text: characters at a place, which is a part of its length, become others. */
export interface TextEdit {
  readonly at: number;
  /** Whether the next digit is changed, which leaves the syntax of most formats as it is. */
  readonly isOfDigit: boolean;
  readonly removed: number;
  readonly added: string;
}

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/**
 * Returns one to three changes of a text.
 *
 * @param added what they may put into it
 */
export function textEdits(added: readonly string[]): fc.Arbitrary<readonly TextEdit[]> {
  const anywhere = fc.record({
    at,
    isOfDigit: fc.constant(false),
    removed: fc.oneof(fc.nat(3), fc.nat(30)),
    added: fc.constantFrom('', ...added),
  });
  const ofDigit = fc.record({
    at,
    isOfDigit: fc.constant(true),
    removed: fc.nat(1),
    added: fc.constantFrom('', '0', '5', '12'),
  });
  return fc.array(fc.oneof(anywhere, ofDigit), { minLength: 1, maxLength: 3 });
}

/** Returns a text with changes, one after the other. */
export function withTextEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce((before, { at: place, isOfDigit, removed, added }) => {
    const start = Math.floor(place * before.length);
    const digit = isOfDigit ? before.slice(start).search(/\d/) : 0;
    const from = start + Math.max(0, digit);
    return before.slice(0, from) + added + before.slice(from + removed);
  }, text);
}
