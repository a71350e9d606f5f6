import { WarehouseUnavailableError } from '../../errors.ts';
import type { Deletion } from '../../ports/warehouse.ts';
import { deletionSql } from '../../views/deletion.ts';

/**
 * Deletes rows of some dates, one statement after the other; one that cannot be run now does not keep others from it.
 *
 * @param run runs a statement
 * @throws WarehouseUnavailableError which names the tables and dates of which rows are left
 */
export async function deleteRows(
  deletions: readonly Deletion[],
  run: (sql: string) => Promise<unknown>,
): Promise<void> {
  const left: string[] = [];
  for (const deletion of deletions) {
    try {
      await run(deletionSql(deletion));
    } catch (error) {
      if (!(error instanceof WarehouseUnavailableError)) throw error;
      left.push(`${deletion.table} of ${deletion.date}: ${error.message}`);
    }
  }
  if (left.length === 0) return;
  throw new WarehouseUnavailableError(
    `some rows are hidden and not deleted yet (${left.join('; ')}). BigQuery does not delete rows that it has written within ` +
      'about the last 90 minutes: run the same command again later',
  );
}
