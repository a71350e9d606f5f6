import type { DeploymentStep, View } from '../../../ports/warehouse.ts';
import { isRollUp, isSnapshot, isStored, kindOfView } from '../../../views/layers.ts';
import { rollUpRows } from '../../../views/stored-rows.ts';
import {
  addColumnStatement,
  createStoredStatement,
  createViewStatement,
} from '../../../views/statements.ts';
import { addedFields, hasDigest, hasQuery, viewChange } from './changes.ts';
import type { FoundTable } from './found.ts';
import {
  alteration,
  changeMetadata,
  requireType,
  runStatement,
  type DeploymentTarget,
  type PlannedStep,
} from './steps.ts';

/** The roll-up that tells for which dates the others have been rebuilt. */
const REFRESHED_DATES = 'refreshed_dates';

/**
 * Plans views, roll-ups and snapshots, each after those that it reads.
 *
 * @param found the views that are there, in the order of `views`; `undefined` for one that is missing
 * @throws DeploymentError if a table is where a view has to be, or the other way round
 */
export function planViews(
  target: DeploymentTarget,
  views: readonly View[],
  found: readonly (FoundTable | undefined)[],
): readonly PlannedStep[] {
  const missing = views.filter((_, index) => found[index] === undefined);
  const lost = missing.find(isRollUp) ?? missing.find(isSnapshot);
  const isThere = (name: string): boolean =>
    views.some((view) => view.name === name) && !missing.some((view) => view.name === name);
  return [
    ...(lost !== undefined && isThere(REFRESHED_DATES) ? [planRebuild(target, lost)] : []),
    ...views.map((view, index) => planView(target, view, found[index])),
  ];
}

function planView(
  target: DeploymentTarget,
  view: View,
  found: FoundTable | undefined,
): PlannedStep {
  const name = `${target.prefix}ci.${view.name}`;
  const kind = kindOfView(view);
  if (found === undefined) {
    const step = { action: 'create', kind, name, reason: 'is missing' } as const;
    return { step, take: () => createView(target, view, step) };
  }
  requireType(found, isStored(view) ? 'TABLE' : 'VIEW', name);
  if (hasDigest(view, found) && hasQuery(target.prefixed(view.sql), found)) {
    const step = alteration(kind, name, viewChange(view, found).reasons);
    return { step, take: () => describeView(target, view, step) };
  }
  const reason = 'has another definition';
  const step = { action: isStored(view) ? 'alter' : 'replace', kind, name, reason } as const;
  const take = isStored(view) ? alterStored : createView;
  return { step, take: () => take(target, view, step) };
}

async function createView(
  target: DeploymentTarget,
  view: View,
  step: DeploymentStep,
): Promise<DeploymentStep> {
  const statement = isStored(view)
    ? createStoredStatement(view, step.action === 'replace')
    : createViewStatement(view);
  await runStatement(target, step, statement);
  return await describeView(target, view, step);
}

/** Sets the descriptions of columns, which no statement can set beside the query of a view. */
async function describeView(
  target: DeploymentTarget,
  view: View,
  step: DeploymentStep,
): Promise<DeploymentStep> {
  await changeMetadata(target, step.name, (there) => viewChange(view, there));
  return step;
}

/** Gives a roll-up or snapshot with another query its new columns. If others differ, its table is made again, without rows. */
async function alterStored(
  target: DeploymentTarget,
  view: View,
  step: DeploymentStep,
): Promise<DeploymentStep> {
  const found = await target.catalog.table(`${target.prefix}ci`, view.name);
  // The views that it reads have been deployed by now.
  const wanted = await target.fieldsOf(rollUpRows(view));
  const added = addedFields(found?.schema.fields ?? [], wanted);
  if (added === undefined) {
    const reason = 'has other columns; its rows have to be rebuilt';
    return await createView(target, view, { ...step, action: 'replace', reason });
  }
  for (const field of added) {
    await runStatement(target, step, addColumnStatement(`ci.${view.name}`, field));
  }
  const names = added.map(({ name }) => name).join(', ');
  const reason = added.length === 0 ? step.reason : `adds the columns ${names}`;
  return await describeView(target, view, { ...step, reason });
}

/**
 * Plans that dates are rebuilt: what is made again with the same definition would stay empty. Snapshots are replaced with the
 * newest date.
 */
function planRebuild(target: DeploymentTarget, lost: View): PlannedStep {
  const [dates, condition] = isSnapshot(lost)
    ? ['the newest date', `build_date = (SELECT MAX(build_date) FROM ci.${REFRESHED_DATES})`]
    : ['all dates', 'TRUE'];
  const step = {
    action: 'alter',
    kind: 'roll-up',
    name: `${target.prefix}ci.${REFRESHED_DATES}`,
    reason: `forgets ${dates}, to be rebuilt because ${lost.name} is missing`,
  } as const;
  return {
    step,
    take: async () => {
      await runStatement(target, step, `DELETE FROM ci.${REFRESHED_DATES} WHERE ${condition}`);
      return step;
    },
  };
}
