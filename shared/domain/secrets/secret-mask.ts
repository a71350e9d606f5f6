import { compiledOnce } from '../../policy/compiled-once.ts';
import type { SecretPolicy } from '../../policy/secrets.ts';
import { AssignedSecrets } from './assignments.ts';
import { SecretForm } from './forms.ts';
import type { Needle } from './needle-parts.ts';
import { NeedleSearch } from './needle-search.ts';
import { PRIVATE_KEY_NEEDLES, PrivateKeys } from './private-keys.ts';
import { lineAround, SecretPattern } from './secret-patterns.ts';
import { isIn, joined, NOWHERE, type Span, withoutSpans } from './span.ts';
import { userInfoSpans } from './user-info.ts';

/** Shortest text that is searched: a name, a sign and a value. */
const MIN_LENGTH = 7;

/** Returns a text without its secrets. */
export type MaskText = (text: string) => string;

/** Who looks at a text where a needle is. */
type Owner = SecretForm | SecretPattern | 'name' | 'private_key';

/** What finds secrets in one text. */
interface Finders {
  readonly assigned: AssignedSecrets;
  readonly keys: PrivateKeys;
  /** The line in which each pattern was searched for last. */
  readonly scopes: Map<SecretPattern, Span>;
}

interface OwnedNeedle extends Needle {
  readonly owner: Owner;
}

/**
 * Hides the secrets in texts. The texts that all secrets have in common with nothing else, such as prefixes and names, are
 * searched for at once; only around them is a text looked at more closely. Everything takes time linear in the text.
 */
export class SecretMask {
  readonly #policy: SecretPolicy;
  readonly #needles: readonly OwnedNeedle[];
  readonly #search: NeedleSearch;

  constructor(policy: SecretPolicy) {
    this.#policy = policy;
    this.#needles = needlesOf(policy);
    this.#search = new NeedleSearch(this.#needles);
  }

  /**
   * Compiles all patterns, which are otherwise compiled when a text needs them.
   *
   * @throws PolicyError if one is not an expression of RE2 with one group
   */
  compile(): void {
    for (const { owner } of this.#needles) if (owner instanceof SecretPattern) owner.compile();
  }

  /** Returns a text with `(hidden)` in place of every secret; the same text if it has none. */
  readonly mask: MaskText = (text) => {
    const spans = this.spans(text);
    return spans.length === 0 ? text : withoutSpans(text, spans);
  };

  /** Returns where the secrets of a text are, in order. */
  spans(text: string): readonly Span[] {
    if (text.length < MIN_LENGTH) return [];
    const spans = userInfoSpans(text);
    let finders: Finders | undefined;
    this.#search.forEach(text, (index, at) => {
      // Few texts have a needle.
      finders ??= this.#findersOf(text);
      const { assigned, keys, scopes } = finders;
      const last = spans.at(-1);
      const owner = this.#needles[index]?.owner;
      if (owner instanceof SecretPattern) {
        if (isIn(at, scopes.get(owner) ?? NOWHERE)) return;
        const scope = lineAround(text, at);
        scopes.set(owner, scope);
        spans.push(...owner.spansIn(text, scope));
      } else if (last === undefined || !isIn(at, last)) {
        const span =
          owner instanceof SecretForm
            ? owner.spanAt(text, at)
            : owner === 'private_key'
              ? keys.around(at)
              : assigned.around(at);
        if (span !== undefined) spans.push(span);
      }
    });
    return spans.length === 0 ? spans : joined(spans);
  }

  #findersOf(text: string): Finders {
    return {
      assigned: new AssignedSecrets(text, this.#policy),
      keys: new PrivateKeys(text),
      scopes: new Map(),
    };
  }
}

/** Returns the mask of a policy, which is compiled when the first text is searched. */
export const secretMask = compiledOnce((policy: SecretPolicy) => new SecretMask(policy));

function needlesOf(policy: SecretPolicy): readonly OwnedNeedle[] {
  const forms = policy.forms.flatMap((form) =>
    form.begins.map((begins) => {
      const owner = new SecretForm(begins, form);
      return { ...owner.needle, owner };
    }),
  );
  const patterns = policy.patterns.flatMap((written) => {
    const owner = new SecretPattern(written, policy);
    return written.contains.map((text) => ({ text, owner }));
  });
  const keys = PRIVATE_KEY_NEEDLES.map((text) => ({ text, owner: 'private_key' as const }));
  return [...forms, ...patterns, ...keys, ...nameNeedles(policy)];
}

/** Returns the words of names in each way in which they are written: `api_key`, `api-key`, `apikey`. */
function nameNeedles({ names: { words, in_texts } }: SecretPolicy): readonly OwnedNeedle[] {
  const separators = (word: string): readonly string[] =>
    word.startsWith('_') ? ['_', '-', '.'] : ['_', '-', '.', ''];
  const written = [...words, ...in_texts].flatMap((word) =>
    separators(word).map((separator) => word.toLowerCase().replaceAll('_', separator)),
  );
  return [...new Set(written)]
    .filter((word, _index, all) => !all.some((other) => other !== word && word.includes(other)))
    .map((text) => ({ text, owner: 'name' }));
}
