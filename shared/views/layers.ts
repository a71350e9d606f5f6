import type { View, ViewLayer } from '../ports/warehouse.ts';

/**
 * The layers of views, lowest first. A view reads views of its own layer or of a lower one.
 *
 * | layer | contents |
 * | --- | --- |
 * | staging | views per date over the raw tables |
 * | policy | tables generated from `infra/policy`, and their matches in staging |
 * | rollups | stored rows, rebuilt date by date |
 * | intermediate | building blocks over the roll-ups, mostly of the last 28 days |
 * | operations | the state of the pipeline itself |
 * | marts | answers, grouped by topic |
 */
export const VIEW_LAYERS = [
  'staging',
  'policy',
  'rollups',
  'intermediate',
  'operations',
  'marts',
] as const satisfies readonly ViewLayer[];

/** Returns whether the rows of a view are stored by `build_date` and rebuilt date by date. */
export function isRollUp({ layer }: Pick<View, 'layer'>): boolean {
  return layer === 'rollups';
}

/** Returns whether a view of one layer may read a view of another. */
export function mayRead(reader: ViewLayer, read: ViewLayer): boolean {
  return VIEW_LAYERS.indexOf(read) <= VIEW_LAYERS.indexOf(reader);
}
