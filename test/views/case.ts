import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { sorted } from './sorted.ts';
import type { View } from '../../shared/ports/warehouse.ts';
import { TABLE_NAMES, TABLES, type JsonValue, type TableName } from '../../shared/schema/tables.ts';

/** A case of a view: input rows and expected rows. Columns that are left out are NULL or, if required, have plain values. */
const caseSchema = z.strictObject({
  about: z.string(),
  tables: z.partialRecord(
    z.enum(TABLE_NAMES as [TableName, ...TableName[]]),
    z.array(z.record(z.string(), z.json())),
  ),
  /** GoogleSQL that replaces views generated from policies, so that a case does not depend on the current policy. */
  stand_ins: z.record(z.string(), z.string()).optional(),
  /** Condition for the rows that are compared; by default all rows. */
  where: z.string().optional(),
  /** The columns that are compared; all expected rows have them. */
  columns: z.array(z.string()),
  expected: z.array(z.array(z.json())),
});

export interface ViewCase {
  readonly view: string;
  readonly file: string;
  readonly about: string;
  readonly tables: Readonly<Partial<Record<TableName, readonly CaseRow[]>>>;
  readonly stand_ins?: Readonly<Record<string, string>> | undefined;
  readonly where?: string | undefined;
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

/** Returns a complete row of a table, with values for the columns that the case leaves out. */
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

/** Reads all cases in a folder: `<view>/<case>.json`. */
export function readCases(folder: URL): readonly ViewCase[] {
  return readdirSync(folder).flatMap((view) =>
    readdirSync(new URL(`${view}/`, folder)).map((file) => {
      const text = readFileSync(new URL(`${view}/${file}`, folder), 'utf8');
      const parsed = caseSchema.parse(JSON.parse(text));
      return { view, file, ...parsed, tables: parsed.tables };
    }),
  );
}

/**
 * Returns the views after replacing those for which the case has a stand-in.
 *
 * @throws Error if the view of a stand-in does not exist
 */
export function withStandIns<V extends View>(
  views: readonly V[],
  { stand_ins = {} }: ViewCase,
): readonly V[] {
  const unknown = Object.keys(stand_ins).filter(
    (name) => !views.some((view) => view.name === name),
  );
  if (unknown.length > 0) throw new Error(`there is no view ${unknown.join(', ')}`);
  return views.map((view) => ({ ...view, sql: stand_ins[view.name] ?? view.sql }));
}

/**
 * Returns the query of a case.
 *
 * @param view name of the view in the engine that runs the query
 */
export function questionOf({ columns, where }: ViewCase, view: string): string {
  const filter = where === undefined ? '' : ` WHERE ${where}`;
  return `SELECT ${columns.join(', ')} FROM ${view}${filter}`;
}

/** Returns the expected rows of a case. */
export function expectedRows({ columns, expected }: ViewCase): readonly object[] {
  return sorted(
    expected.map((values) => Object.fromEntries(columns.map((name, i) => [name, values[i]]))),
  );
}
