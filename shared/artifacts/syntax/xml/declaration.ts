import { isXmlName, NAME_PATTERN } from './names.ts';

const S = '[ \\t\\r\\n]';
const EQUALS = `${S}*=${S}*`;

/** The XML declaration (XML 1.0, production 23). */
const DECLARATION = new RegExp(
  `^<\\?xml${S}+version${EQUALS}(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
    `(?:${S}+encoding${EQUALS}(?:"[A-Za-z][\\w.\\-]*"|'[A-Za-z][\\w.\\-]*'))?` +
    `(?:${S}+standalone${EQUALS}(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>$`,
);

/** The end of the text ends a target that is longer than {@link MAX_INSTRUCTION_START}. */
const TARGET = new RegExp(`^<\\?(${NAME_PATTERN})(?:${S}|\\?>|$)`, 'u');

/** Maximum length of the beginning of an instruction that is checked: a target of any plausible length, or the XML declaration. */
export const MAX_INSTRUCTION_START = 1024;

/**
 * Returns what is wrong with a processing instruction or an XML declaration (XML 1.0, productions 16, 17 and 23).
 *
 * @param text the instruction from `<?` to `?>`, or its first {@link MAX_INSTRUCTION_START} characters
 * @param isFirst whether the document begins with it
 * @returns `undefined` if nothing is wrong
 */
export function faultOfInstruction(text: string, isFirst: boolean): string | undefined {
  const target = TARGET.exec(text)?.[1];
  if (target === undefined || !isXmlName(target)) return 'a malformed processing instruction';
  if (target.toLowerCase() !== 'xml') return undefined;
  if (target !== 'xml' || !DECLARATION.test(text)) return 'a malformed XML declaration';
  return isFirst ? undefined : 'the XML declaration is not at the beginning';
}
