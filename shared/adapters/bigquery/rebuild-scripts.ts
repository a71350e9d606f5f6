import type { View } from '../../ports/warehouse.ts';
import { rebuildStatements } from '../../views/stored-rows.ts';
import { storeSteps } from '../../views/stored-steps.ts';

/**
 * Returns one script for each date that replaces its rows in roll-ups in one transaction. A constant date prunes the partitions of
 * all tables, several dates do not.
 *
 * @param rollUps ordered so that each reads only those before it
 * @param dates in ISO format, in ascending order
 */
export function rebuildScripts(
  rollUps: readonly View[],
  dates: readonly string[],
): readonly string[] {
  return dates.map((date) =>
    transaction(rollUps.flatMap((view) => rebuildStatements(view, [date]))),
  );
}

/**
 * Returns a script that replaces all rows of snapshots in one transaction.
 *
 * @param snapshots ordered so that each reads only those before it
 */
export function snapshotScript(snapshots: readonly View[]): string {
  return transaction(
    snapshots.flatMap((view) => rebuildStatements({ ...view, sql: storeSteps(view.sql) })),
  );
}

function transaction(statements: readonly string[]): string {
  return `${['BEGIN TRANSACTION', ...statements, 'COMMIT TRANSACTION'].join(';\n')};`;
}
