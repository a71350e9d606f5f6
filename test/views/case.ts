import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { TABLE_NAMES, TABLES, type JsonValue, type TableName } from '../../shared/rows/tables.ts';

/** A case of a view: rows in, rows expected. Columns that are left out are NULL, or something plain where required. */
const caseSchema = z.strictObject({
  about: z.string(),
  tables: z.partialRecord(
    z.enum(TABLE_NAMES as [TableName, ...TableName[]]),
    z.array(z.record(z.string(), z.json())),
  ),
  /** The columns that are compared; all expected rows have them. */
  columns: z.array(z.string()),
  expected: z.array(z.array(z.json())),
});

export interface ViewCase {
  readonly view: string;
  readonly file: string;
  readonly about: string;
  readonly tables: Readonly<Partial<Record<TableName, readonly CaseRow[]>>>;
  readonly columns: readonly string[];
  readonly expected: readonly (readonly JsonValue[])[];
}

export type CaseRow = Readonly<Record<string, JsonValue>>;

const PLAIN = {
  STRING: 'x',
  INT64: 0,
  FLOAT64: 0,
  BOOL: false,
  DATE: '2026-11-20',
  TIMESTAMP: '2026-11-20T12:00:00.000Z',
  JSON: {},
} as const;

const PLAIN_COLUMNS: CaseRow = {
  bucket: 'b',
  generation: 1,
  parser_version: 1,
  job: 'j',
  build_id: '1',
};

/** A whole row of a table, with what the case leaves out. */
export function completeRow(table: TableName, row: CaseRow): CaseRow {
  const columns: readonly { name: string; type: keyof typeof PLAIN; mode: string }[] =
    TABLES[table].schema;
  const unknown = Object.keys(row).filter(
    (name) => !columns.some((column) => column.name === name),
  );
  if (unknown.length > 0) throw new Error(`${table} has no column ${unknown.join(', ')}`);
  return Object.fromEntries(
    columns.map(({ name, type, mode }) => {
      const absent =
        mode === 'REPEATED'
          ? []
          : mode === 'REQUIRED'
            ? (PLAIN_COLUMNS[name] ?? PLAIN[type])
            : null;
      return [name, row[name] ?? absent];
    }),
  );
}

/** All cases below a folder: `<view>/<case>.json`. */
export function readCases(folder: URL): readonly ViewCase[] {
  return readdirSync(folder).flatMap((view) =>
    readdirSync(new URL(`${view}/`, folder)).map((file) => {
      const text = readFileSync(new URL(`${view}/${file}`, folder), 'utf8');
      const parsed = caseSchema.parse(JSON.parse(text));
      return { view, file, ...parsed, tables: parsed.tables };
    }),
  );
}
