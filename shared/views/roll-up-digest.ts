import { createHash } from 'node:crypto';
import type { View } from '../ports/warehouse.ts';
import { neededViews } from './dependencies.ts';
import { isRollUp } from './layers.ts';

const PLACEHOLDER = '{roll_up_digest}';

/**
 * Replaces `{roll_up_digest}` in the SQL of views by a digest of every query from which roll-ups are made, policies
 * included. When the digest changes, the stored rows are out of date.
 *
 * @param views in an order in which each stands after those that it reads
 */
export function insertRollUpDigest<V extends View>(views: readonly V[]): readonly V[] {
  const digest = digestOfRollUps(views);
  return views.map((view) => ({ ...view, sql: view.sql.replaceAll(PLACEHOLDER, digest) }));
}

function digestOfRollUps(views: readonly View[]): string {
  const rollUps = views.filter(isRollUp).map(({ name }) => name);
  const queries = neededViews(rollUps, views).map(
    ({ layer, name, sql }) => `${layer}/${name}: ${sql}`,
  );
  return createHash('sha256').update(queries.join('\n')).digest('hex').slice(0, 16);
}
