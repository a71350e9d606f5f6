import type { Random } from './random.ts';

/** The values of placeholders that the texts of one build share. */
interface TextContext {
  readonly values: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const PLACEHOLDER = /\{([a-z_]+)(?::(\d+))?(?::(\d+))?\}/g;

type Maker = (random: Random, context: TextContext, bounds: readonly [number, number]) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
  number: (random, _, bounds) => String(random.integer(bounds)),
  hex: (random, _, [length]) => random.hex(length),
  word: (random, _, [length]) => random.word(length, 'abcdefghijklmnopqrstuvwxyz'),
  uuid: (random) => random.uuid(),
  line: (random) => String(random.integer([40, 990])),
  ip: (random) =>
    `10.${random.integer([0, 255])}.${random.integer([0, 255])}.${random.integer([1, 254])}`,
  pod: (random) =>
    `${random.word(7, 'abcdefghijklmnopqrstuvwxyz')}-${random.hex(9)}-${random.word(5)}`,
  iso: (_, { at }) => new Date(at).toISOString(),
  time: (random, { at }) =>
    new Date(at).toISOString().slice(5, 19).replace('-', '').replace('T', ' ') +
    `.${random.integer([100_000, 999_999])}`,
};

/**
 * Replaces the placeholders of a template: `{number:LOW:HIGH}`, `{hex:LENGTH}`, `{word:LENGTH}`, `{uuid}`,
 * `{line}`, `{ip}`, `{pod}`, `{time}`, `{iso}`, and the names of the context's values. Other braces stay.
 */
export function fill(template: string, random: Random, context: TextContext): string {
  return template.replace(PLACEHOLDER, (...match) => {
    const [whole, name, low, high] = match as [string, string, string?, string?];
    const known = context.values[name];
    if (known !== undefined) return known;
    const maker = MAKERS[name];
    const bounds = [Number(low ?? 8), Number(high ?? low ?? 8)] as const;
    return maker === undefined ? whole : maker(random, context, bounds);
  });
}
