/** GoogleSQL's type for each of DuckDB's that a column of a view can have. */
const SCALARS: Readonly<Record<string, string>> = {
  VARCHAR: 'STRING',
  INTEGER: 'INT64',
  BIGINT: 'INT64',
  // What DuckDB sums integers in.
  HUGEINT: 'INT64',
  DOUBLE: 'FLOAT64',
  // No raw column is a NUMERIC, so it can only come from a literal such as 0.5, which is a FLOAT64 in GoogleSQL.
  DECIMAL: 'FLOAT64',
  BOOLEAN: 'BOOL',
  DATE: 'DATE',
  'TIMESTAMP WITH TIME ZONE': 'TIMESTAMP',
  JSON: 'JSON',
};

const LIST = '[]';
const STRUCT = /^STRUCT\((.*)\)$/;
const FIELD = /^("(?:[^"]|"")*"|\w+) (.+)$/;

/** A part of a list of fields that holds no comma between fields: a quoted name, a bracket, or what is between. */
const TOKEN = /"(?:[^"]|"")*"|[(),]|[^"(),]+/g;

/**
 * The type that GoogleSQL has for what DuckDB calls a type: `STRUCT(a VARCHAR)[]` is `ARRAY<STRUCT<a STRING>>`.
 *
 * @throws Error for a type that no column of a view had so far
 */
export function toGoogleSqlType(type: string): string {
  if (type.endsWith(LIST)) return `ARRAY<${toGoogleSqlType(type.slice(0, -LIST.length))}>`;
  const fields = STRUCT.exec(type)?.[1];
  if (fields !== undefined) return `STRUCT<${splitFields(fields).map(toField).join(', ')}>`;
  const scalar = SCALARS[type.replace(/\(\d+,\d+\)$/, '')];
  if (scalar === undefined) throw new Error(`no type of GoogleSQL is known for DuckDB's ${type}`);
  return scalar;
}

function toField(field: string): string {
  const [, name = '', type = ''] = FIELD.exec(field) ?? [];
  return `${name.replaceAll('"', '')} ${toGoogleSqlType(type)}`;
}

/** Splits at the commas that are in no brackets. */
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
