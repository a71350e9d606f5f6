import type { View } from '../../ports/warehouse.ts';
import { isRollUp } from '../../views/layers.ts';
import { rebuildStatements } from '../../views/stored-rows.ts';
import { storeSteps } from '../../views/stored-steps.ts';

/**
 * Returns one script for each date that replaces its rows in roll-ups in one transaction; that of the last date replaces all rows
 * of snapshots as well. A constant date prunes the partitions of all tables, several dates do not.
 *
 * @param stored roll-ups and snapshots, ordered so that each reads only those before it
 * @param dates in ISO format, in ascending order
 */
export function rebuildScripts(
  stored: readonly View[],
  dates: readonly string[],
): readonly string[] {
  const rollUps = stored.filter(isRollUp);
  const all = stored.map((view) =>
    isRollUp(view) ? view : { ...view, sql: storeSteps(view.sql) },
  );
  return dates.map((date, index) => {
    const rebuilt = index === dates.length - 1 ? all : rollUps;
    const statements = rebuilt.flatMap((view) => rebuildStatements(view, [date]));
    return `${['BEGIN TRANSACTION', ...statements, 'COMMIT TRANSACTION'].join(';\n')};`;
  });
}
