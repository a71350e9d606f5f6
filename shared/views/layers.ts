import type { View, ViewLayer } from '../ports/warehouse.ts';

/**
 * The layers of views, lowest first. A view reads views of its own layer or of a lower one; intermediate views read snapshots as
 * well.
 *
 * | layer | contents |
 * | --- | --- |
 * | staging | views per date over the raw tables |
 * | policy | tables generated from `infra/policy`, and their matches in staging |
 * | rollups | stored rows, rebuilt date by date |
 * | intermediate | building blocks that several marts share, mostly of the last 28 days |
 * | snapshots | stored rows of the last 28 days, all of them replaced when a refresh has rebuilt roll-ups |
 * | operations | the state of the pipeline itself |
 * | marts | answers, grouped by topic |
 */
export const VIEW_LAYERS = [
  'staging',
  'policy',
  'rollups',
  'intermediate',
  'snapshots',
  'operations',
  'marts',
] as const satisfies readonly ViewLayer[];

/** Returns whether the rows of a view are stored by `build_date` and rebuilt date by date. */
export function isRollUp({ layer }: Pick<View, 'layer'>): boolean {
  return layer === 'rollups';
}

/** Returns whether the rows of a view are stored, and all of them replaced after a rebuild of roll-ups. */
export function isSnapshot({ layer }: Pick<View, 'layer'>): boolean {
  return layer === 'snapshots';
}

/** Returns whether the rows of a view are stored. */
export function isStored(view: Pick<View, 'layer'>): boolean {
  return isRollUp(view) || isSnapshot(view);
}

/** Returns what a view is called in messages. */
export function kindOfView(view: Pick<View, 'layer'>): 'roll-up' | 'snapshot' | 'view' {
  if (isRollUp(view)) return 'roll-up';
  return isSnapshot(view) ? 'snapshot' : 'view';
}

/** Returns whether a view of one layer may read a view of another. */
export function mayRead(reader: ViewLayer, read: ViewLayer): boolean {
  if (reader === 'intermediate' && read === 'snapshots') return true;
  return VIEW_LAYERS.indexOf(read) <= VIEW_LAYERS.indexOf(reader);
}
