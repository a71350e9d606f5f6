import { Dialect, transpile } from '@polyglot-sql/sdk';
import { QueryError } from '../../errors/errors.ts';

/**
 * Functions of GoogleSQL that the translator gives another meaning. They are renamed on the way in, and defined in
 * DuckDB as what they mean.
 */
const MACROS: Readonly<Record<string, string>> = {
  date_add: '(start, duration) AS CAST(start + duration AS DATE)',
  date_sub: '(start, duration) AS CAST(start - duration AS DATE)',
  json_value: "(document, path := '$') AS json_extract_string(document, path)",
  regexp_contains: '(text, pattern) AS regexp_matches(text, pattern)',
};

const PREFIX = 'googlesql_';

/** Statements that define what {@link toDuckDb} relies on. */
export const MACRO_STATEMENTS: readonly string[] = Object.entries(MACROS).map(
  ([name, definition]) => `CREATE OR REPLACE MACRO ci.${PREFIX}${name}${definition}`,
);

/**
 * Strings, quoted names and comments as they are; the name of a call in group 1; or `ci.` before a view's name.
 *
 * DuckDB finds views without their dataset: in a view those beside it, in a query by the search path. With it they
 * would be ambiguous wherever somebody opens `ci.duckdb`, as DuckDB names a database after its file.
 */
const TOKEN =
  /r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/|\b([A-Za-z_]\w*)(?=\s*\()|(?<![\w.])ci\.(?=[A-Za-z_])/g;

/**
 * Translates one statement of GoogleSQL for DuckDB.
 *
 * @throws QueryError when it cannot be parsed
 */
export function toDuckDb(sql: string): string {
  const renamed = sql.replaceAll(TOKEN, (token, call?: string) => {
    if (token === 'ci.') return '';
    const name = call?.toLowerCase();
    return name !== undefined && Object.hasOwn(MACROS, name) ? PREFIX + name : token;
  });
  const { success, sql: statements, error } = transpile(renamed, Dialect.BigQuery, Dialect.DuckDB);
  const [statement, another] = statements ?? [];
  if (!success || statement === undefined) throw new QueryError(error ?? 'an empty statement');
  if (another !== undefined) throw new QueryError('one statement at a time');
  return statement;
}
