import type { WarehouseLocation } from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { DeploymentStep } from '../../../shared/ports/warehouse.ts';
import { refresh } from '../../refresh/handler.ts';
import { writeResult } from '../format/format.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';

/** Options of the command `deploy`. */
export interface DeployOptions {
  readonly warehouse: WarehouseLocation;
  readonly location?: string;
  readonly dryRun: boolean;
  readonly format: Format;
}

const COLUMNS = ['action', 'kind', 'name', 'reason'] as const;

/** Longest reason that a table shows whole. */
const REASON_LENGTH = 200;

/**
 * Deploys a warehouse and prints the steps: in a table those that change something, in other formats all.
 *
 * @returns whether there was nothing to change
 */
export async function deploy(ports: CliPorts, options: DeployOptions): Promise<boolean> {
  const { warehouse: target, dryRun, location } = options;
  if (location !== undefined && target.kind !== 'bigquery') {
    throw new UsageError('--location is for datasets of BigQuery: leave it out for a DuckDB file');
  }
  const progress = ports.terminal.progress('comparing the warehouse with this version');
  const warehouse = await ports.openUndeployed(target, { isDryRun: dryRun });
  try {
    const views = ports.views();
    const steps = await warehouse.deploy(views, {
      isDryRun: dryRun,
      location,
      onStep: ({ action, name }) => {
        progress.update(`${action} ${name}`);
      },
    });
    // A file is never left with roll-ups that are empty; in the cloud that would cost more than the user asked for.
    if (!dryRun && target.kind === 'duckdb') await refresh({ warehouse, views });
    progress.done(summaryOf(steps, dryRun));
    await print(ports, steps, options);
    return steps.every(isUnchanged);
  } finally {
    progress.stop();
    await warehouse.close();
  }
}

async function print(
  { terminal }: CliPorts,
  steps: readonly DeploymentStep[],
  { format }: DeployOptions,
): Promise<void> {
  const printed = format === 'table' ? steps.filter((step) => !isUnchanged(step)) : steps;
  if (format === 'table' && printed.length === 0) return;
  const rows = printed.map(({ action, kind, name, reason }) => ({ action, kind, name, reason }));
  const result = { columns: COLUMNS, rows };
  await writeResult(terminal, result, { format, maxCellLength: REASON_LENGTH });
}

function isUnchanged({ action }: DeploymentStep): boolean {
  return action === 'unchanged';
}

/** Returns a sentence such as `to create: 3, to replace: 1, unchanged: 109`. */
function summaryOf(steps: readonly DeploymentStep[], isDryRun: boolean): string {
  const words = isDryRun
    ? { create: 'to create', alter: 'to alter', replace: 'to replace' }
    : { create: 'created', alter: 'altered', replace: 'replaced' };
  const counts = Object.entries({ ...words, unchanged: 'unchanged' }).map(
    ([action, word]) => [word, steps.filter((step) => step.action === action).length] as const,
  );
  const counted = counts.filter(([, count]) => count > 0);
  return counted.map(([word, count]) => `${word}: ${count}`).join(', ');
}
