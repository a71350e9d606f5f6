import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { namedColumns } from '../../views/named-columns.ts';
import { rebuildStatements, rollUpRows } from '../../views/stored-rows.ts';
import { replaceTableReferences, viewsRead } from '../../views/table-references.ts';
import { readColumns } from './columns.ts';
import { translateView } from './translate.ts';

/**
 * A view that several roll-ups read and that takes longer than all of them. Its rows of the dates are stored while the
 * roll-ups are rebuilt, without the columns that none of them reads, such as texts of failures.
 */
const SHARED = 'test_results';
const STORED = 'stored_test_results';

/** Replaces the rows of some dates in roll-ups, in one transaction. */
export async function rebuild(
  connection: DuckDBConnection,
  rollUps: readonly View[],
  dates: readonly string[],
): Promise<void> {
  const readers = rollUps.filter(({ sql }) => viewsRead(sql).has(SHARED));
  if (readers.length < 2) {
    await replaceRows(connection, rollUps, dates);
    return;
  }
  const ofShared = (await readColumns(connection, 'ci')).get(SHARED) ?? [];
  const columns = namedColumns(ofShared, readers);
  const list = [...new Set(['build_date', ...columns])].join(', ');
  const rows = rollUpRows({ sql: `SELECT ${list} FROM ci.${SHARED}` }, dates);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${STORED} AS ${rows}`);
  try {
    await replaceRows(connection, rollUps.map(readStored), dates);
  } finally {
    await connection.run(`DROP TABLE ${STORED}`);
  }
}

/**
 * Replaces rows in one transaction.
 *
 * @param stored roll-ups or snapshots, ordered so that each reads only those before it
 * @param dates of roll-ups, in ISO format and in ascending order; all rows of snapshots are replaced
 */
export async function replaceRows(
  connection: DuckDBConnection,
  stored: readonly View[],
  dates: readonly string[] = [],
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const view of stored) {
      const sql = await translateView(view.sql);
      for (const statement of rebuildStatements({ ...view, sql }, dates)) {
        await connection.run(statement);
      }
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function readStored(rollUp: View): View {
  const sql = replaceTableReferences(rollUp.sql, ({ dataset, name }) =>
    dataset === 'ci' && name === SHARED ? STORED : undefined,
  );
  return { ...rollUp, sql };
}
