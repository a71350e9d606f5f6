import { faultOfInstruction, MAX_INSTRUCTION_START } from './declaration.ts';
import { NAME_PATTERN, NAME_TOKEN_PATTERN } from './names.ts';

const sticky = (source: string): RegExp => new RegExp(source, 'uy');

const S = '[ \\t\\r\\n]';
const LITERAL = `(?:"[^"]*"|'[^']*')`;
const PUBLIC_ID = `(?:"[a-zA-Z0-9 \\r\\n\\-'()+,.\\/:=?;!*#@$_%]*"|'[a-zA-Z0-9 \\r\\n\\-()+,.\\/:=?;!*#@$_%]*')`;
const EXTERNAL_ID = `(?:SYSTEM${S}+${LITERAL}|PUBLIC${S}+${PUBLIC_ID}${S}+${LITERAL})`;
const REFERENCE = '&(?:#[0-9]+|#x[0-9a-fA-F]+|lt|gt|amp|apos|quot);';
const VALUE = `(?:"(?:[^<&"]|${REFERENCE})*"|'(?:[^<&']|${REFERENCE})*')`;
const choiceOf = (member: string): string => `\\(${S}*${member}(?:${S}*\\|${S}*${member})*${S}*\\)`;

const BEGIN = sticky(`<!DOCTYPE${S}+${NAME_PATTERN}(?:${S}+${EXTERNAL_ID})?${S}*`);
const END = sticky(`${S}*>$`);
const SPACE = sticky(`${S}+`);
const OPTIONAL_SPACE = sticky(`${S}*`);
const PARAMETER_REFERENCE = sticky(`%${NAME_PATTERN};`);
const NOTATION = sticky(
  `<!NOTATION${S}+${NAME_PATTERN}${S}+(?:${EXTERNAL_ID}|PUBLIC${S}+${PUBLIC_ID})${S}*>`,
);
const ELEMENT = sticky(`<!ELEMENT${S}+${NAME_PATTERN}${S}+`);
const MIXED = sticky(`\\(${S}*#PCDATA(?:(?:${S}*\\|${S}*${NAME_PATTERN})*${S}*\\)\\*|${S}*\\))`);
const EMPTY_OR_ANY = sticky('EMPTY|ANY');
const NAME = sticky(NAME_PATTERN);
const OCCURRENCE = sticky('[?*+]?');
const ATTRIBUTES = sticky(`<!ATTLIST${S}+${NAME_PATTERN}`);
const ATTRIBUTE = sticky(
  `${S}+(${NAME_PATTERN})${S}+(?:CDATA|IDREFS?|ID|ENTITY|ENTITIES|NMTOKENS?|` +
    `NOTATION${S}+${choiceOf(NAME_PATTERN)}|${choiceOf(NAME_TOKEN_PATTERN)})${S}+` +
    `(?:#REQUIRED|#IMPLIED|((?:#FIXED${S}+)?${VALUE}))`,
);

/** Depth of content models, which are read recursively. */
const MAX_DEPTH = 200;

/** Result of checking a document type declaration. */
export interface DoctypeCheck {
  readonly isWellFormed: boolean;
  /** Names of attributes that have default values, which the scanner does not supply. */
  readonly defaults: ReadonlySet<string>;
}

/**
 * Checks a document type declaration that declares no entities against the grammar (XML 1.0, productions 28 to 83).
 *
 * @param text the declaration from `<!DOCTYPE` to its `>`
 */
export function checkDoctype(text: string): DoctypeCheck {
  const reader = new DoctypeReader(text);
  return { isWellFormed: reader.read(), defaults: reader.defaults };
}

/** Reads a declaration by recursive descent; each method returns whether the text at the position has the form. */
class DoctypeReader {
  readonly defaults = new Set<string>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): boolean {
    if (!this.#take(BEGIN)) return false;
    if (this.#skip('[') && !this.#subset()) return false;
    return this.#take(END);
  }

  /** Reads the internal subset up to and including its `]`. */
  #subset(): boolean {
    for (;;) {
      if (this.#skip(']')) return true;
      const isRead =
        this.#take(SPACE) ||
        this.#take(PARAMETER_REFERENCE) ||
        this.#comment() ||
        this.#instruction() ||
        this.#take(NOTATION) ||
        this.#element() ||
        this.#attributes();
      if (!isRead) return false;
    }
  }

  #comment(): boolean {
    if (!this.#text.startsWith('<!--', this.#at)) return false;
    const end = this.#text.indexOf('--', this.#at + 4);
    return end >= 0 && this.#text[end + 2] === '>' && this.#moveTo(end + 3);
  }

  #instruction(): boolean {
    if (!this.#text.startsWith('<?', this.#at)) return false;
    const end = this.#text.indexOf('?>', this.#at + 2);
    if (end < 0) return false;
    const beginning = this.#text.slice(
      this.#at,
      Math.min(end + 2, this.#at + MAX_INSTRUCTION_START),
    );
    return faultOfInstruction(beginning, false) === undefined && this.#moveTo(end + 2);
  }

  #element(): boolean {
    if (!this.#take(ELEMENT)) return false;
    const hasContent = this.#take(EMPTY_OR_ANY) || this.#take(MIXED) || this.#group(0);
    return hasContent && this.#take(OPTIONAL_SPACE) && this.#skip('>');
  }

  /** Reads a choice or a sequence with its occurrence indicator (productions 47 to 50). */
  #group(depth: number): boolean {
    if (depth > MAX_DEPTH || !this.#skip('(')) return false;
    let separator: string | undefined;
    for (;;) {
      this.#take(OPTIONAL_SPACE);
      if (!(this.#take(NAME) || this.#group(depth + 1))) return false;
      this.#take(OCCURRENCE);
      this.#take(OPTIONAL_SPACE);
      if (this.#skip(')')) return this.#take(OCCURRENCE);
      separator ??= this.#text[this.#at];
      if ((separator !== '|' && separator !== ',') || !this.#skip(separator)) return false;
    }
  }

  #attributes(): boolean {
    if (!this.#take(ATTRIBUTES)) return false;
    for (let match = this.#match(ATTRIBUTE); match !== null; match = this.#match(ATTRIBUTE)) {
      const [, name, value] = match;
      if (name !== undefined && value !== undefined) this.defaults.add(name);
    }
    return this.#take(OPTIONAL_SPACE) && this.#skip('>');
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #take(pattern: RegExp): boolean {
    return this.#match(pattern) !== null;
  }

  #skip(character: string): boolean {
    return this.#text[this.#at] === character && this.#moveTo(this.#at + 1);
  }

  #moveTo(position: number): true {
    this.#at = position;
    return true;
  }
}
