/** Formats of coverage reports. */
export type CoverageFormat =
  | 'clover'
  | 'cobertura'
  | 'coverage_py'
  | 'go'
  | 'gopherage'
  | 'istanbul'
  | 'istanbul_summary'
  | 'jacoco'
  | 'lcov'
  | 'llvm'
  | 'opencover';

/** Families of formats that are read alike. */
export type CoverageSyntax = 'go' | 'lcov' | 'xml' | 'json';

/** Number of bytes that {@link syntaxOf} needs. */
export const SYNTAX_WINDOW = 1024;

/**
 * Returns the family of formats of a report, according to its first bytes.
 *
 * @returns `undefined` if they are of no known format
 */
export function syntaxOf(head: Uint8Array): CoverageSyntax | undefined {
  const text = decoded(head).trimStart();
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('{')) return 'json';
  if (text.startsWith('mode:')) return 'go';
  return /^(?:#.*\n|\s)*(?:TN:|SF:|VER:)/.test(text) ? 'lcov' : undefined;
}

/**
 * What may be in front of the root element of XML: comments, which may contain `>`, and declarations. Each text matches in
 * one way only, so that matching takes no more than linear time.
 */
const PROLOG = /^(?:<!--(?:(?!-->).)*-->\s*|<(?:\?|!(?!--))[^>]*>\s*)*/s;

/** Beginnings of documents, after white space and the prolog of XML, by which a coverage report is told from other files. */
const BEGINNINGS: Readonly<Record<CoverageSyntax, RegExp>> = {
  go: /^/,
  lcov: /^/,
  xml: /^<(?:coverage|CoverageSession|report)[\s>/]|\sclass_name="go_coverage"/,
  json: /^\{.*?"statementMap"\s*:|^\{\s*"total"\s*:\s*\{\s*"lines"\s*:\s*\{|^\{\s*"meta"\s*:\s*\{[^}]*"branch_coverage"|^\{\s*"data"\s*:\s*\[\s*\{\s*"(?:files|functions)"/s,
};

/** Returns whether a file is a coverage report, according to its first bytes, whatever its name is. */
export function beginsAsCoverage(head: Uint8Array): boolean {
  const syntax = syntaxOf(head);
  return (
    syntax !== undefined && BEGINNINGS[syntax].test(decoded(head).trimStart().replace(PROLOG, ''))
  );
}

/** Decodes the first bytes, without a byte order mark. XML may be in UTF-16; the other formats begin with ASCII. */
function decoded(head: Uint8Array): string {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || head[1] === 0;
  const isBigEndian = (head[0] === 0xfe && head[1] === 0xff) || head[0] === 0;
  const label = isBigEndian ? 'utf-16be' : isUtf16 ? 'utf-16le' : 'utf-8';
  return new TextDecoder(label).decode(head);
}
