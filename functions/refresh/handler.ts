import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { isRollUp } from '../../shared/views/layers.ts';

/** What {@link refresh} works with. */
export interface RefreshPorts {
  readonly warehouse: Warehouse;
  /** As deployed; those that are no roll-ups are passed over. */
  readonly views: readonly View[];
}

/**
 * Rebuilds the roll-ups of the dates that have got raw rows since they were built last. Safe any number of times.
 *
 * @param onDate told each date before it is rebuilt
 * @returns the dates that were rebuilt, in ISO format, oldest first
 * @throws WarehouseUnavailableError when it could not be done; the dates that are done stay done
 */
export async function refresh(
  { warehouse, views }: RefreshPorts,
  onDate: (date: string) => void = () => undefined,
): Promise<readonly string[]> {
  const rollUps = views.filter(isRollUp);
  const { rows } = await warehouse.query('SELECT build_date FROM stale_dates ORDER BY build_date');
  const dates = rows.map((row) => row['build_date']).filter((date) => typeof date === 'string');
  for (const date of dates) {
    onDate(date);
    await warehouse.rebuild(rollUps, date);
  }
  return dates;
}
