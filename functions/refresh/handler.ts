import type { Logger } from '../../shared/ports/logger.ts';
import type { View, Warehouse } from '../../shared/ports/warehouse.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import { markMovedBuilds } from './moved-builds.ts';

/** Dates between two reports of progress; a warehouse may rebuild them together. */
const DATES_AT_ONCE = 31;

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
 * Brings the roll-ups up to date: rebuilds those of each date that has received raw rows since its last rebuild, and
 * marks the rows of builds that count under another date now. Safe to run any number of times.
 *
 * @param onDates called with some dates before they are rebuilt
 * @returns the rebuilt dates in ISO format, oldest first
 * @throws WarehouseUnavailableError if a date cannot be rebuilt; the dates before it stay rebuilt
 */
export async function refresh(
  ports: RefreshPorts,
  onDates: (dates: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const dates = await rebuildStaleDates(ports, onDates);
  if ((await markMovedBuilds(ports.warehouse)).length === 0) return dates;
  const again = await rebuildStaleDates(ports, onDates);
  return [...new Set([...dates, ...again])].sort();
}

/**
 * Rebuilds the roll-ups of each date that has received raw rows since its last rebuild.
 *
 * @param onDates called with some dates before they are rebuilt
 * @returns the rebuilt dates in ISO format, oldest first
 * @throws WarehouseUnavailableError when a date cannot be rebuilt; the dates before it stay rebuilt
 */
export async function rebuildStaleDates(
  { warehouse, views }: RefreshPorts,
  onDates: (dates: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const rollUps = views.filter(isRollUp);
  const { rows } = await warehouse.query('SELECT build_date FROM stale_dates ORDER BY build_date');
  const dates = rows.map((row) => row['build_date']).filter((date) => typeof date === 'string');
  for (let start = 0; start < dates.length; start += DATES_AT_ONCE) {
    const some = dates.slice(start, start + DATES_AT_ONCE);
    onDates(some);
    await warehouse.rebuild(rollUps, some);
  }
  return dates;
}
