/** Words of GoogleSQL that the renaming depends on, in lower case. */

/** Functions that always have another meaning in DuckDB. */
export const RENAMED_CALLS: ReadonlySet<string> = new Set([
  'concat',
  'current_datetime',
  'date_add',
  'date_sub',
  'datetime',
  'json_extract_scalar',
  'json_query_array',
  'json_value',
  'regexp_contains',
  'regexp_extract',
  'regexp_replace',
  'substr',
]);

/** Functions that have another meaning for some units. Units are keywords in GoogleSQL and become strings. */
export const RENAMED_UNITS: Readonly<Record<string, ReadonlySet<string>>> = {
  date_trunc: new Set(['week', 'isoweek']),
  datetime_trunc: new Set(['week', 'isoweek']),
  timestamp_trunc: new Set(['week', 'isoweek']),
  timestamp_diff: new Set(['microsecond', 'millisecond', 'second', 'minute', 'hour', 'day']),
};

/** Parts of EXTRACT that DuckDB lacks or names otherwise, with the functions that return them. */
export const RENAMED_PARTS: Readonly<Record<string, string>> = {
  date: 'DATE',
  dayofweek: 'extract_dayofweek',
  isoweek: 'extract_isoweek',
  week: 'extract_week',
};

/** Words that begin a clause. */
export const CLAUSES: ReadonlySet<string> = new Set(
  'select from where group having qualify window order limit union except intersect'.split(' '),
);

const DATASETS: ReadonlySet<string> = new Set(['ci', 'ci_raw', 'information_schema']);

/** Words that end an expression and are not an alias. */
const LAST_WORDS: ReadonlySet<string> = new Set(['end', 'null', 'true', 'false']);

/** Tokens after which a word begins an expression. */
const FIRST_OF_EXPRESSION =
  /^(?:select|distinct|all|struct|and|or|not|is|like|in|between|case|when|then|else|,|\()$/;

const ALIAS =
  /^\s*(?:as\s+)?(?!(?:where|group|having|qualify|window|order|limit|union|except|intersect|with|cross|inner|left|right|full|join|on|using)\b)[a-z_`]/i;

/** The text after a name that is a whole item of GROUP BY. */
const END_OF_ITEM =
  /^(?:\s|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/)*(?:$|[,);]|(?:having|qualify|window|order|limit|union|except|intersect)\b)/i;

/** Returns whether a text begins with the alias of the table before it. */
export function startsWithAlias(text: string): boolean {
  return ALIAS.test(text);
}

/** Returns whether the item of GROUP BY before a text ends there. */
export function startsAfterItem(text: string): boolean {
  return END_OF_ITEM.test(text);
}

/**
 * Returns whether a word is the alias of the expression before it.
 *
 * @param previous the token before the word
 * @param between the text between the two
 */
export function isColumnAlias(word: string, previous: string, between: string): boolean {
  return (
    /^\w+$/.test(word) &&
    /^\s*$/.test(between) &&
    !LAST_WORDS.has(word) &&
    !FIRST_OF_EXPRESSION.test(previous)
  );
}

/** Returns whether a name in FROM is an array: it has its table before it, where a table has its dataset. */
export function isArrayName(word: string): boolean {
  const parts = word.split('.');
  return parts.length === 2 && !DATASETS.has(parts[0] ?? '');
}
