import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { isRollUp } from '../../views/layers.ts';
import { rollUpRows } from '../../views/roll-up.ts';
import { TABLE_NAMES } from '../../schema/tables.ts';
import { MACRO_STATEMENTS, toDuckDb } from '../../views/dialect/duckdb.ts';
import { createTable } from './schema.ts';

/** Whether `ci` holds just these views and roll-ups, by the comment that {@link createDataset} leaves on each. */
export async function isDeployed(
  connection: DuckDBConnection,
  views: readonly View[],
): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    `SELECT COALESCE(comment, '')
     FROM (FROM duckdb_tables() SELECT database_name, schema_name, comment UNION ALL
           FROM duckdb_views() SELECT database_name, schema_name, comment)
     WHERE database_name = 'warehouse' AND schema_name = 'ci'`,
  );
  const definition = definitionOf(views);
  const comments = reader.getRows().map(([comment]) => comment);
  const isSame = comments.length === views.length && comments.every((one) => one === definition);
  // Nothing can be told from no views: the macros may not be there either.
  return isSame && comments.length > 0;
}

/**
 * The statements that make dataset `ci` anew. What is in its roll-ups goes: rows of old and new definitions side by side
 * would be wrong, and all of it can be made again from the raw tables.
 */
export function createDataset(views: readonly View[]): readonly string[] {
  const definition = definitionOf(views);
  return [
    'DROP SCHEMA IF EXISTS ci CASCADE',
    'CREATE SCHEMA ci',
    ...MACRO_STATEMENTS,
    ...views.flatMap((view) => createView(view, definition)),
  ];
}

function createView(view: View, definition: string): readonly string[] {
  const { name, sql } = view;
  const [kind, query] = isRollUp(view) ? ['TABLE', rollUpRows(view)] : ['VIEW', sql];
  return [
    `CREATE ${kind} ci."${name}" AS ${toDuckDb(query)}`,
    `COMMENT ON ${kind} ci."${name}" IS '${definition}'`,
  ];
}

/** Stands for all views, as each may read others, and for the tables that they read. */
function definitionOf(views: readonly View[]): string {
  const tables = TABLE_NAMES.map(createTable);
  const definitions = views.map(({ layer, name, sql }) => `${layer}/${name}: ${sql}`);
  const text = [...MACRO_STATEMENTS, ...tables, ...definitions];
  return createHash('sha256').update(text.join('\n')).digest('hex');
}
