import { createHash } from 'node:crypto';
import type { View } from '../ports/warehouse.ts';
import { neededViews } from './dependencies.ts';
import { isRollUp, isSnapshot } from './layers.ts';

/** Placeholders in the SQL of views, with the views whose queries the digest is of. */
const PLACEHOLDERS = [
  ['{roll_up_digest}', isRollUp],
  ['{snapshot_digest}', isSnapshot],
] as const;

/**
 * Replaces `{roll_up_digest}` in the SQL of views by a digest of every query from which roll-ups are made, policies
 * included, and `{snapshot_digest}` by that of snapshots. When a digest changes, the stored rows are out of date.
 *
 * @param views in an order in which each stands after those that it reads
 */
export function insertDigests<V extends View>(views: readonly V[]): readonly V[] {
  const digests = PLACEHOLDERS.map(
    ([placeholder, isIncluded]) =>
      [placeholder, digestOf(views.filter(isIncluded), views)] as const,
  );
  return views.map((view) => ({
    ...view,
    sql: digests.reduce(
      (sql, [placeholder, digest]) => sql.replaceAll(placeholder, digest),
      view.sql,
    ),
  }));
}

function digestOf(stored: readonly View[], views: readonly View[]): string {
  const names = stored.map(({ name }) => name);
  const queries = neededViews(names, views).map(
    ({ layer, name, sql }) => `${layer}/${name}: ${sql}`,
  );
  return createHash('sha256').update(queries.join('\n')).digest('hex').slice(0, 16);
}
