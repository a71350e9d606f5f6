import type { Logger } from '../../shared/ports/logger.ts';
import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { isRollUp } from '../../shared/views/layers.ts';

/** Ports of {@link refresh}. */
export interface RefreshPorts {
  readonly warehouse: Warehouse;
  /** All views as deployed, in the order of deployment; those that are not roll-ups are ignored. */
  readonly views: readonly View[];
}

/** Ports of the HTTP function `refresh`. */
export interface RefreshHandlerPorts extends RefreshPorts {
  readonly logger: Logger;
}

/** An HTTP response, reduced to what is used of it. */
export interface JsonResponse {
  json(body: unknown): unknown;
}

/**
 * Creates the HTTP function `refresh`, which Cloud Scheduler calls: it brings the roll-ups up to date and answers with
 * `{"rebuilt_dates": ["2026-11-20", …]}`. When it throws, the Functions Framework answers 500, and the dates that are
 * still stale are rebuilt by the next call.
 */
export function createRefreshHandler(
  ports: RefreshHandlerPorts,
): (request: unknown, response: JsonResponse) => Promise<void> {
  return async (_request, response) => {
    const dates = await refresh(ports);
    ports.logger.log('INFO', 'rebuilt the roll-ups of stale dates', { dates });
    response.json({ rebuilt_dates: dates });
  };
}

/**
 * Rebuilds the roll-ups of each date that has received raw rows since its last rebuild. Safe to run any number of times.
 *
 * @param onDate called with each date before it is rebuilt
 * @returns the rebuilt dates in ISO format, oldest first
 * @throws WarehouseUnavailableError if a date cannot be rebuilt; the dates before it stay rebuilt
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
