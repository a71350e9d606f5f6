import pMap from 'p-map';
import type { DeploymentOptions, DeploymentStep, View } from '../../../ports/warehouse.ts';
import { TABLE_NAMES } from '../../../schema/tables.ts';
import { planDatasets } from './datasets.ts';
import { planRawTable } from './raw-tables.ts';
import type { DeploymentTarget, PlannedStep } from './steps.ts';
import { planViews } from './views.ts';

/** Requests for metadata at a time. */
const CONCURRENCY = { concurrency: 8 };

/**
 * Compares datasets, raw tables, roll-ups and views with what is wanted, and changes what differs, unless it is a dry run. All
 * of them are compared before the first change.
 *
 * @param views in an order in which each comes after those that it reads
 */
export async function deployToBigQuery(
  target: DeploymentTarget,
  views: readonly View[],
  { isDryRun = false, location, onStep }: DeploymentOptions,
): Promise<readonly DeploymentStep[]> {
  const steps: DeploymentStep[] = [];
  for (const { step, take } of await plan(target, views, location)) {
    const isTaken = !isDryRun && step.action !== 'unchanged';
    if (isTaken) onStep?.(step);
    steps.push(isTaken ? await take() : step);
  }
  return steps;
}

async function plan(
  target: DeploymentTarget,
  views: readonly View[],
  location: string | undefined,
): Promise<readonly PlannedStep[]> {
  const { catalog, prefix } = target;
  const datasets = await planDatasets(catalog, [`${prefix}ci_raw`, `${prefix}ci`], location);
  const tables = await pMap(TABLE_NAMES, (table) => planRawTable(target, table), CONCURRENCY);
  const found = await pMap(views, ({ name }) => catalog.table(`${prefix}ci`, name), CONCURRENCY);
  return [...datasets, ...tables, ...planViews(target, views, found)];
}
