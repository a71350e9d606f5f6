import { RE2JS } from 're2js';
import type { SecretPolicy } from '../../policy/secrets.ts';
import { PolicyError } from '../../policy/parse.ts';
import { isPlainValue, looksRandom } from './secret-values.ts';
import type { Span } from './span.ts';

/** An expression of RE2 whose first group matches a secret. */
export class SecretPattern {
  readonly #written: SecretPolicy['patterns'][number];
  readonly #policy: SecretPolicy;
  #compiled: RE2JS | undefined;

  constructor(written: SecretPolicy['patterns'][number], policy: SecretPolicy) {
    this.#written = written;
    this.#policy = policy;
  }

  /**
   * Returns the expression, which is compiled by the first call: most texts need none.
   *
   * @throws PolicyError if it is not one of RE2 with one group
   */
  compile(): RE2JS {
    return (this.#compiled ??= compiled(this.#written.pattern));
  }

  /** Returns what is hidden in a part of a text, in time linear in its length. */
  spansIn(text: string, scope: Span): readonly Span[] {
    const part = text.slice(scope.start, scope.end);
    if (this.#written.and?.some((written) => part.includes(written)) === false) return [];
    const matcher = this.compile().matcher(part);
    const spans: Span[] = [];
    while (matcher.find()) {
      const value = matcher.group(1);
      if (value === null || !this.#isSecret(value)) continue;
      spans.push({ start: scope.start + matcher.start(1), end: scope.start + matcher.end(1) });
    }
    return spans;
  }

  #isSecret(value: string): boolean {
    return !isPlainValue(value, this.#policy) && (!this.#written.is_random || looksRandom(value));
  }
}

function compiled(pattern: string): RE2JS {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern);
  } catch (cause) {
    throw new PolicyError(`infra/policy/secrets.json: not an expression of RE2: ${pattern}`, {
      cause,
    });
  }
  if (expression.groupCount() === 1) return expression;
  throw new PolicyError(`infra/policy/secrets.json: a pattern needs one group: ${pattern}`);
}

/** Returns the line of a text around a position. */
export function lineAround(text: string, at: number): Span {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return { start, end: end < 0 ? text.length : end };
}
