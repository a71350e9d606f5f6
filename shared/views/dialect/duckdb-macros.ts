/** Truncates to weeks that begin on Sunday (WEEK) or on Monday (ISOWEEK); DuckDB has only the latter. */
const TO_MONDAY = "CASE unit WHEN 'week' THEN INTERVAL 1 DAY ELSE INTERVAL 0 DAY END";
const WEEK = `date_trunc('week', value + ${TO_MONDAY}) - ${TO_MONDAY}`;

/** The start of a substring: GoogleSQL takes 0 as 1, and 1 if there are too few characters from the end. */
const START = 'CASE WHEN start = 0 OR start < -length(text) THEN 1 ELSE start END';

/** Maximum number of arguments of CONCAT; DuckDB's macros have a fixed number each. */
const MAX_CONCATENATED = 32;

/** Returns an overload of CONCAT for each number of arguments; it is NULL if one of them is, unlike DuckDB's. */
function concat(): string {
  const overloads = Array.from({ length: MAX_CONCATENATED }, (_, index) => {
    const names = Array.from({ length: index + 1 }, (__, position) => `part_${position}`);
    return `(${names.join(', ')}) AS ${names.join(' || ')}`;
  });
  return overloads.join(', ');
}

/**
 * Functions of GoogleSQL to which the translator gives another meaning. They are renamed before the translation and
 * defined as macros in DuckDB.
 */
const MACROS: Readonly<Record<string, string>> = {
  concat: concat(),
  current_datetime: "(zone := 'UTC') AS timezone(zone, current_timestamp)",
  date: '(value, zone) AS CAST(timezone(zone, value) AS DATE), (year, month, day) AS make_date(year, month, day)',
  date_add: '(start, duration) AS CAST(start + duration AS DATE)',
  date_sub: '(start, duration) AS CAST(start - duration AS DATE)',
  date_trunc: `(value, unit) AS CAST(${WEEK} AS DATE)`,
  datetime: '(value) AS CAST(value AS TIMESTAMP), (value, zone) AS timezone(zone, value)',
  datetime_trunc: `(value, unit) AS ${WEEK}`,
  extract_dayofweek: '(value) AS dayofweek(value) + 1',
  extract_isoweek: '(value) AS weekofyear(value)',
  extract_week: "(value) AS CAST(strftime(value, '%U') AS BIGINT)",
  // The fields of the elements become columns.
  fields: '(elements) AS TABLE SELECT UNNEST(elements, max_depth := 2)',
  json_extract_scalar: "(document, path := '$') AS json_extract_string(document, path)",
  // NULL for a value that is not an array.
  json_query_array: "(document, path := '$') AS TRY_CAST(json_extract(document, path) AS JSON[])",
  json_value: "(document, path := '$') AS json_extract_string(document, path)",
  regexp_contains: '(text, pattern) AS regexp_matches(text, pattern)',
  // NULL without a match; the group if the pattern has one. DuckDB requires a group, so an empty one is appended.
  regexp_extract: `(text, pattern) AS CASE
    WHEN NOT regexp_matches(text, pattern) THEN NULL
    WHEN regexp_matches(pattern, '(^|[^\\\\])\\((\\?P?<|[^?])') THEN regexp_extract(text, pattern || '()', 1)
    ELSE regexp_extract(text, pattern)
  END`,
  regexp_replace: "(text, pattern, replacement) AS regexp_replace(text, pattern, replacement, 'g')",
  substr: `(text, start) AS substring(text, ${START}), (text, start, amount) AS substring(text, ${START}, amount)`,
  // Counts whole units, as DuckDB's date_sub does; its date_diff counts boundaries between units.
  timestamp_diff: '(later, earlier, unit) AS date_sub(unit, earlier, later)',
  timestamp_trunc: `(value, unit) AS ${WEEK}`,
};

/** Prefix of the macros' names. */
export const MACRO_PREFIX = 'googlesql_';

/** Statements that define the macros on which translations rely. */
export const MACRO_STATEMENTS: readonly string[] = Object.entries(MACROS).map(
  ([name, definition]) => `CREATE OR REPLACE MACRO ci.${MACRO_PREFIX}${name}${definition}`,
);
