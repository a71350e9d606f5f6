/** The GoogleSQL type for each DuckDB type that columns of views have. */
const SCALARS: Readonly<Record<string, string>> = {
  VARCHAR: 'STRING',
  INTEGER: 'INT64',
  BIGINT: 'INT64',
  // DuckDB's type for sums of integers.
  HUGEINT: 'INT64',
  DOUBLE: 'FLOAT64',
  // There is no raw column of type NUMERIC, so a DECIMAL comes from a literal such as 0.5, a FLOAT64 in GoogleSQL.
  DECIMAL: 'FLOAT64',
  BOOLEAN: 'BOOL',
  DATE: 'DATE',
  'TIMESTAMP WITH TIME ZONE': 'TIMESTAMP',
  JSON: 'JSON',
};

const LIST = '[]';
const STRUCT = /^STRUCT\((.*)\)$/;
const FIELD = /^("(?:[^"]|"")*"|\w+) (.+)$/;

/** A part of a list of fields: a quoted name, a bracket, a comma, or the text between. */
const TOKEN = /"(?:[^"]|"")*"|[(),]|[^"(),]+/g;

/**
 * Translates a DuckDB type: `STRUCT(a VARCHAR)[]` is `ARRAY<STRUCT<a STRING>>`.
 *
 * @throws Error for a type that is not in the table
 */
export function toGoogleSqlType(type: string): string {
  if (type.endsWith(LIST)) return `ARRAY<${toGoogleSqlType(type.slice(0, -LIST.length))}>`;
  const fields = STRUCT.exec(type)?.[1];
  if (fields !== undefined) return `STRUCT<${splitFields(fields).map(toField).join(', ')}>`;
  const scalar = SCALARS[type.replace(/\(\d+,\d+\)$/, '')];
  if (scalar === undefined)
    throw new Error(
      `GoogleSQL's type for DuckDB's ${type} is not known; add it to infra/generate/reference/googlesql-type.ts`,
    );
  return scalar;
}

function toField(field: string): string {
  const [, name = '', type = ''] = FIELD.exec(field) ?? [];
  return `${name.replaceAll('"', '')} ${toGoogleSqlType(type)}`;
}

/** Splits at the commas that are not in brackets. */
function splitFields(list: string): readonly string[] {
  const fields = [''];
  let depth = 0;
  for (const [token] of list.matchAll(TOKEN)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === ',' && depth === 0) fields.push('');
    else fields.push((fields.pop() ?? '') + token);
  }
  return fields.map((field) => field.trim());
}
