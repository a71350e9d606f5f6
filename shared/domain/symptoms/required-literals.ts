import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Maximum number of literals that are joined from parts of a pattern. */
const MAX_JOINED = 32;
/** Maximum number of literals of one pattern; with more of them it is as if it had none. */
const MAX_LITERALS = 512;
/** Maximum number of characters of a class that are written out. */
const MAX_CLASS = 4;

/** Stands for the beginning of a line in a literal. */
export const LINE_START = '\n';

/** Escapes that mean the same in RE2 and in JavaScript. */
const COMMON_ESCAPES = 'bBdDsSwWtnrfv';

/** What a text contains if a part of a pattern matches in it. */
interface Required {
  /** The text contains at least one of these. */
  readonly literals: readonly string[];
  /** The match begins with one of these. */
  readonly starts: readonly string[];
  /** Whether the part matches nothing but its literals, so that they can be joined with what follows. */
  readonly isComplete: boolean;
}

const ANYTHING: Required = { literals: [''], starts: [''], isComplete: false };

/**
 * Returns literals of which a line contains at least one if the pattern matches in it: in lower case, with
 * {@link LINE_START} where the pattern is anchored to the beginning of the line.
 *
 * @param pattern in the syntax of RE2; a part that JavaScript reads differently is never taken for a literal
 * @returns `undefined` if the pattern requires no literal that is known
 */
export function requiredLiterals(pattern: string): readonly string[] | undefined {
  const tree = parse(pattern);
  if (tree === undefined) return undefined;
  const { literals } = ofAlternatives(tree.alternatives);
  return literals.includes('') ? undefined : literals;
}

function parse(pattern: string): AST.Pattern | undefined {
  const escapes = [...pattern.matchAll(/\\(.)/gs)].map(([, character = '']) => character);
  const isForeign = (character: string): boolean =>
    /[a-z0-9]/i.test(character) && !COMMON_ESCAPES.includes(character);
  if (escapes.some(isForeign) || pattern.includes('[[:')) return undefined;
  try {
    return new RegExpParser().parsePattern(pattern.replace(/^\(\?i\)/, ''));
  } catch {
    return undefined;
  }
}

function complete(literals: readonly string[]): Required {
  return { literals, starts: literals, isComplete: true };
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): Required {
  const all = alternatives.map(({ elements }) => ofSequence(elements.map(ofElement)));
  const literals = unique(all.flatMap((one) => one.literals));
  const starts = unique(all.flatMap((one) => one.starts));
  return literals.length > MAX_LITERALS
    ? ANYTHING
    : { literals, starts, isComplete: all.every(({ isComplete }) => isComplete) };
}

/** Joins complete parts that follow each other; of several runs, the one with the longest literals is required. */
function ofSequence(parts: readonly Required[]): Required {
  let best: readonly string[] = [''];
  let starts: readonly string[] | undefined;
  let run: readonly string[] = [''];
  for (const part of parts) {
    const joined = join(run, part.starts);
    if (part.isComplete && joined !== undefined) {
      run = joined;
      continue;
    }
    starts ??= joined ?? run;
    best = longer(longer(best, joined ?? run), part.literals);
    run = part.isComplete ? part.literals : [''];
  }
  if (starts === undefined) return complete(run);
  return { literals: longer(best, run), starts, isComplete: false };
}

function join(before: readonly string[], after: readonly string[]): readonly string[] | undefined {
  if (before.length * after.length > MAX_JOINED) return undefined;
  return before.flatMap((start) =>
    after.map((end) => (start === LINE_START && end.startsWith(LINE_START) ? end : start + end)),
  );
}

/** Returns the literals whose shortest is longer, because fewer lines contain them. */
function longer(one: readonly string[], other: readonly string[]): readonly string[] {
  return shortest(other) > shortest(one) ? other : one;
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}

function unique(literals: readonly string[]): readonly string[] {
  return [...new Set(literals)];
}

function ofElement(element: AST.Element): Required {
  switch (element.type) {
    case 'Character':
      return ofCharacter(element);
    case 'CharacterClass':
      return ofClass(element);
    case 'Assertion':
      return element.kind === 'start' ? complete([LINE_START]) : ANYTHING;
    case 'Group':
      return element.modifiers === null ? ofAlternatives(element.alternatives) : ANYTHING;
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives);
    case 'Quantifier':
      return ofQuantifier(element);
    case 'Backreference':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return ANYTHING;
  }
}

function ofCharacter({ value }: AST.Character): Required {
  return value < 0x80 ? complete([String.fromCharCode(value).toLowerCase()]) : ANYTHING;
}

function ofClass({ negate, elements }: AST.CharacterClass): Required {
  const characters = elements.flatMap((element) => (element.type === 'Character' ? [element] : []));
  if (negate || characters.length < elements.length || characters.length > MAX_CLASS) {
    return ANYTHING;
  }
  const all = characters.map(ofCharacter);
  return all.every(({ isComplete }) => isComplete)
    ? complete(unique(all.flatMap(({ literals }) => literals)))
    : ANYTHING;
}

function ofQuantifier({ min, max, element }: AST.Quantifier): Required {
  const once = ofElement(element);
  if (min > 0) return { ...once, isComplete: false };
  return max === 1 && once.isComplete ? complete(['', ...once.literals]) : ANYTHING;
}
