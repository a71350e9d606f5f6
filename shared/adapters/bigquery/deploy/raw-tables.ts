import type { TableName } from '../../../schema/tables.ts';
import { addColumnStatement } from '../../../views/statements.ts';
import { rawTableChange, rawTableMetadata } from './changes.ts';
import {
  alteration,
  changeMetadata,
  requireType,
  runStatement,
  type DeploymentTarget,
  type PlannedStep,
} from './steps.ts';

/**
 * Plans the creation of a raw table, or its new columns and options.
 *
 * @throws NewerWarehouseError or DeploymentError if the table cannot be changed into what is wanted
 */
export async function planRawTable(
  target: DeploymentTarget,
  table: TableName,
): Promise<PlannedStep> {
  const dataset = `${target.prefix}ci_raw`;
  const name = `${dataset}.${table}`;
  const found = await target.catalog.table(dataset, table);
  if (found === undefined) {
    const step = { action: 'create', kind: 'table', name, reason: 'is missing' } as const;
    return {
      step,
      take: async () => {
        await target.catalog.createTable(dataset, table, rawTableMetadata(table));
        return step;
      },
    };
  }
  requireType(found, 'TABLE', name);
  const { added, reasons } = rawTableChange(table, found, name);
  const step = alteration('table', name, reasons);
  return {
    step,
    take: async () => {
      for (const column of added) {
        await runStatement(target, step, addColumnStatement(`ci_raw.${table}`, column));
      }
      await changeMetadata(target, name, (there) => rawTableChange(table, there, name));
      return step;
    },
  };
}
