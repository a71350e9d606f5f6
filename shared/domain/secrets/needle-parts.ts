/** A text that is searched for, and the characters that can follow it. */
export interface Needle {
  /** At least two characters of ASCII; upper and lower case are not distinguished. */
  readonly text: string;
  /** Codes of the characters of which at least three follow; any if absent. */
  readonly followedBy?: readonly number[] | undefined;
}

/** Four characters in a row that hold a part of a needle. */
export interface NeedlePart {
  /** Index of the needle. */
  readonly index: number;
  /** Position of the first of the four in the needle; negative if it lies before it. */
  readonly offset: number;
  /** The values that each of the four may have, as {@link folded} returns them. */
  readonly characters: readonly (readonly number[])[];
  /** The bits of those of the four that are in the needle, and their values. */
  readonly mask: number;
  readonly known: number;
}

/** The bit by which small letters differ from capitals, for four characters at once. */
export const SMALL_FOUR = 0x20202020;
/** The bits of ASCII, for four characters at once. */
export const ASCII_FOUR = 0x7f7f7f7f;

/** Returns the code of a character without the difference of capitals and small letters; some other characters have the same as well. */
function folded(code: number): number {
  return (code | SMALL_FOUR) & ASCII_FOUR & 0xff;
}

/** All values of characters. */
const ANY = [...new Set(Array.from({ length: 128 }, (_, code) => folded(code)))];

/**
 * Returns the part of a needle that the fewest fours can be, of those whose position leaves a rest when divided by four. One
 * of the rests is that of the fours of a text, wherever the needle is.
 */
export function rarestPart({
  needle,
  index,
  rest,
}: {
  readonly needle: Needle;
  readonly index: number;
  readonly rest: number;
}): NeedlePart {
  const offsets: number[] = [];
  for (let offset = rest - 4; offset < needle.text.length; offset += 4) {
    if (offset > -4) offsets.push(offset);
  }
  const parts = offsets.map((offset) => {
    const characters = [0, 1, 2, 3].map((i) => charactersAt(needle, offset + i));
    return { index, offset, characters, ...knownOf(characters) };
  });
  const [best] = parts.sort((one, other) => variety(one) - variety(other));
  return best ?? { index, offset: 0, characters: [], mask: 0, known: 0 };
}

function knownOf(characters: readonly (readonly number[])[]): Pick<NeedlePart, 'mask' | 'known'> {
  let mask = 0;
  let known = 0;
  for (const [i, [first = 0, ...others]] of characters.entries()) {
    if (others.length > 0) continue;
    mask |= 0xff << (8 * i);
    known |= first << (8 * i);
  }
  return { mask, known };
}

/** Returns every four that a part can be, each a number with the first character in its lowest byte. */
export function foursOf({ characters }: NeedlePart): readonly number[] {
  let fours = [0];
  let shift = 0;
  for (const some of characters) {
    const longer: number[] = [];
    for (const four of fours) {
      for (const character of some) longer.push(four | (character << shift));
    }
    fours = longer;
    shift += 8;
  }
  return fours;
}

function charactersAt({ text, followedBy }: Needle, position: number): readonly number[] {
  if (position < 0) return ANY;
  if (position < text.length) return [folded(text.charCodeAt(position))];
  return followedBy === undefined ? ANY : [...new Set(followedBy.map(folded))];
}

function variety({ characters }: Pick<NeedlePart, 'characters'>): number {
  return characters.reduce((product, some) => product * some.length, 1);
}
