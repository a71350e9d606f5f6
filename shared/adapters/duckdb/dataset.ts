import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { View } from '../../ports/warehouse.ts';
import { isStored } from '../../views/layers.ts';
import { TABLE_NAMES } from '../../schema/tables.ts';
import { MACRO_STATEMENTS } from '../../views/dialect/duckdb-macros.ts';
import { rollUpRows } from '../../views/stored-rows.ts';
import { createTable } from './schema.ts';
import { translateView } from './translate.ts';

/**
 * Returns whether `ci` contains exactly these views, roll-ups and snapshots, according to the comments that the statements of
 * {@link datasetStatements} set on them.
 */
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
  // An empty dataset is not sufficient: its macros may be missing as well.
  return isSame && comments.length > 0;
}

/**
 * Returns the statements that drop and create dataset `ci`. The rows of its roll-ups and snapshots are lost: rows of old and new
 * definitions must not be mixed, and all of them can be rebuilt from the raw tables.
 */
export async function datasetStatements(views: readonly View[]): Promise<readonly string[]> {
  const definition = definitionOf(views);
  const created = await Promise.all(views.map((view) => createView(view, definition)));
  return [
    'DROP SCHEMA IF EXISTS ci CASCADE',
    'CREATE SCHEMA ci',
    ...MACRO_STATEMENTS,
    ...created.flat(),
  ];
}

async function createView(view: View, definition: string): Promise<readonly string[]> {
  const { name } = view;
  const sql = await translateView(view.sql);
  const [kind, query] = isStored(view) ? ['TABLE', rollUpRows({ ...view, sql })] : ['VIEW', sql];
  return [
    `CREATE ${kind} ci."${name}" AS ${query}`,
    `COMMENT ON ${kind} ci."${name}" IS '${definition}'`,
  ];
}

/** Returns a digest of all macros, tables and views together, because a view depends on others. */
function definitionOf(views: readonly View[]): string {
  const tables = TABLE_NAMES.map(createTable);
  const definitions = views.map(({ layer, name, sql }) => `${layer}/${name}: ${sql}`);
  const text = [...MACRO_STATEMENTS, ...tables, ...definitions];
  return createHash('sha256').update(text.join('\n')).digest('hex');
}
