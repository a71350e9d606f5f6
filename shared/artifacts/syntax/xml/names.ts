/**
 * Characters of names (XML 1.0, productions 4 and 4a), without U+FFFD, which stands for a character that could not be
 * decoded or is not allowed.
 */
const NAME_START =
  ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}-\\u{200d}' +
  '\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffc}\\u{10000}-\\u{effff}';
const NAME_MORE = `\\u{300}-\\u{36f}\\u{203f}-\\u{2040}\\u{b7}\\-.0-9${NAME_START}`;

/** Source of a regular expression (with flag `u`) that matches a name. */
export const NAME_PATTERN = `[${NAME_START}][${NAME_MORE}]*`;

/** Source of a regular expression (with flag `u`) that matches a name token (production 7). */
export const NAME_TOKEN_PATTERN = `[${NAME_MORE}]+`;

const NAME = new RegExp(`^${NAME_PATTERN}$`, 'u');
const ASCII_NAME = /^[A-Za-z_:][\w:.-]*$/;

/** Returns whether a text is a name (production 5). Most names are ASCII, which is faster to test. */
export function isXmlName(text: string): boolean {
  return ASCII_NAME.test(text) || NAME.test(text);
}
