import { renameSync, rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Deletion } from '../../ports/warehouse.ts';
import { deletionSql } from '../../views/deletion.ts';
import { SEARCH_PATH } from './search-path.ts';
import { duckDbString } from './string-literal.ts';
import { translateQuery } from './translate.ts';

/** Deletes rows in one transaction. Their bytes stay in the file until it is written anew. */
export async function eraseRows(
  connection: DuckDBConnection,
  deletions: readonly Deletion[],
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const deletion of deletions)
      await connection.run(await translateQuery(deletionSql(deletion)));
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Writes the file of the attached database anew, without the bytes of deleted rows, which a checkpoint leaves in blocks
 * that are free. The old file is replaced when the new one is complete.
 *
 * @param connections all connections to the database
 */
export async function rewriteFile(
  path: string,
  connections: readonly [DuckDBConnection, ...DuckDBConnection[]],
): Promise<void> {
  const [connection] = connections;
  const fresh = `${path}.new`;
  for (const file of [fresh, `${fresh}.wal`]) rmSync(file, { force: true });
  await connection.run(`ATTACH ${duckDbString(fresh)} AS fresh`);
  try {
    await connection.run('COPY FROM DATABASE warehouse TO fresh');
  } finally {
    await connection.run('DETACH fresh');
  }
  for (const one of connections) await one.run('USE memory');
  await connection.run('DETACH warehouse');
  try {
    renameSync(fresh, path);
  } finally {
    await connection.run(`ATTACH ${duckDbString(path)} AS warehouse`);
    for (const one of connections) {
      await one.run('USE warehouse');
      await one.run(SEARCH_PATH);
    }
  }
}
