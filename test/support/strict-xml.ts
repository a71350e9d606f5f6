const S = '[ \\t\\r\\n]';
// Production 5 of XML 1.0, without U+FFFD, which decoding writes for bytes that it cannot read.
const START =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFC\\u{10000}-\\u{EFFFF}';
const NAME = `[${START}][\\u0300-\\u036F\\u203F-\\u2040\\xB7\\-.0-9${START}]*`;
const REFERENCE = '&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);';
const VALUE = `(?:"(?:[^<&"]|${REFERENCE})*"|'(?:[^<&']|${REFERENCE})*')`;

const token = (source: string): RegExp => new RegExp(source, 'uy');
const DECLARATION = token(
  `<\\?xml${S}+version${S}*=${S}*(?:"1\\.\\d+"|'1\\.\\d+')` +
    `(?:${S}+encoding${S}*=${S}*(?:"[A-Za-z][\\w.\\-]*"|'[A-Za-z][\\w.\\-]*'))?` +
    `(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>`,
);
const MISC = token(
  `${S}+|<!--(?:[^\\-]|-[^\\-])*-->|<\\?(?![xX][mM][lL][ \\t\\r\\n?])${NAME}(?:${S}(?:[^?]|\\?(?!>))*)?\\?>`,
);
const START_TAG = token(`<(${NAME})((?:${S}+${NAME}${S}*=${S}*${VALUE})*)${S}*(/?)>`);
const END_TAG = token(`</(${NAME})${S}*>`);
const CDATA = token('<!\\[CDATA\\[[^]*?\\]\\]>');
const TEXT = token(`(?:[^<&\\]]|\\](?!\\]>)|${REFERENCE})+`);
const ATTRIBUTE_NAME = new RegExp(`(${NAME})${S}*=${S}*${VALUE}`, 'gu');
// eslint-disable-next-line no-control-regex -- production 2 of XML 1.0
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Returns whether a document without a document type declaration is well-formed XML 1.0. It is written straight after the
 * grammar, for the whole document at once, and shares nothing with the scanner.
 */
export function isWellFormedXml(document: string): boolean {
  if (ILLEGAL.test(document) || !areReferencesLegal(document)) return false;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(document);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const skipMisc = (): void => {
    while (take(MISC) !== null);
  };
  take(DECLARATION);
  skipMisc();
  const open: string[] = [];
  do {
    const start = take(START_TAG);
    if (start !== null) {
      const [, name = '', attributes = '', slash] = start;
      if (hasRepeatedName(attributes)) return false;
      if (slash === '') open.push(name);
      continue;
    }
    if (open.length === 0) return false;
    const end = take(END_TAG);
    if (end !== null) {
      if (open.pop() !== end[1]) return false;
    } else if (take(CDATA) === null && take(MISC) === null && take(TEXT) === null) return false;
  } while (open.length > 0);
  skipMisc();
  return at === document.length;
}

function hasRepeatedName(attributes: string): boolean {
  const names = [...attributes.matchAll(ATTRIBUTE_NAME)].map(([, name]) => name);
  return new Set(names).size < names.length;
}

/** Returns whether all character references are of legal characters; those in CDATA and comments are not references. */
function areReferencesLegal(document: string): boolean {
  const text = document.replaceAll(/<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>/g, '');
  return [...text.matchAll(/&#(?:(\d+)|x([0-9a-fA-F]+));/g)].every(([, decimal, hex]) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff && code !== 0 && !ILLEGAL.test(String.fromCodePoint(code));
  });
}
