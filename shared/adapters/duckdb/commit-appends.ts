import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf, WarehouseUnavailableError, type RefusedRow } from '../../errors.ts';
import { transienceOf } from '../../retry/transience.ts';
import type { TableName, TableRow } from '../../schema/tables.ts';
import { appendRows, InvalidRowError } from './append-rows.ts';

/** Rows of one append to a raw table. */
export interface Append {
  readonly table: TableName;
  readonly rows: readonly TableRow<TableName>[];
}

/**
 * Commits appends together. If that fails for a reason of their rows, each append is committed alone, so that others
 * keep their rows, and of the one that fails all rows but the refused ones are stored.
 *
 * @returns the refused rows of each append that has any
 * @throws WarehouseUnavailableError if rows cannot be written now
 */
export async function commitAppends(
  connection: DuckDBConnection,
  appends: readonly Append[],
): Promise<ReadonlyMap<Append, readonly RefusedRow[]>> {
  const refused = new Map<Append, readonly RefusedRow[]>();
  if ((await commit(connection, appends)) === undefined) return refused;
  for (const append of appends) {
    const rows = await commitPart(connection, append, 0);
    if (rows.length > 0) refused.set(append, rows);
  }
  return refused;
}

/** Commits the rows of one append, by halves if some are refused, and returns the refused ones. */
async function commitPart(
  connection: DuckDBConnection,
  append: Append,
  start: number,
): Promise<readonly RefusedRow[]> {
  const { table, rows } = append;
  const fault = await commit(connection, [append]);
  if (fault === undefined) return [];
  if (rows.length === 1) return [{ index: start, reason: fault }];
  const middle = Math.ceil(rows.length / 2);
  return [
    ...(await commitPart(connection, { table, rows: rows.slice(0, middle) }, start)),
    ...(await commitPart(connection, { table, rows: rows.slice(middle) }, start + middle)),
  ];
}

/** Commits appends in one transaction; returns the fault if it is one of the rows, and `undefined` after success. */
async function commit(
  connection: DuckDBConnection,
  appends: readonly Append[],
): Promise<string | undefined> {
  try {
    await connection.run('BEGIN');
    for (const [table, rows] of rowsByTable(appends)) await appendRows(connection, table, rows);
    await connection.run('COMMIT');
    return undefined;
  } catch (cause) {
    await connection.run('ROLLBACK').catch(() => undefined);
    const message = messageOf(cause);
    if (cause instanceof InvalidRowError || transienceOf({ message }) === 'permanent')
      return message;
    throw new WarehouseUnavailableError(`cannot write rows: ${message}`, { cause });
  }
}

/** Returns the rows of each table together, because an appender costs more than some rows. */
function rowsByTable(
  appends: readonly Append[],
): ReadonlyMap<TableName, readonly TableRow<TableName>[]> {
  const byTable = new Map<TableName, TableRow<TableName>[]>();
  for (const { table, rows } of appends) {
    const ofTable = byTable.get(table) ?? [];
    byTable.set(table, ofTable);
    for (const row of rows) ofTable.push(row);
  }
  return byTable;
}
