import { CiSignalError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { DeploymentStep, View, Warehouse } from '../../shared/ports/warehouse.ts';
import { isRollUp, isSnapshot } from '../../shared/views/layers.ts';
import { markMovedBuilds } from './moved-builds.ts';

/** Dates between two reports of progress; a warehouse may rebuild them together. */
const DATES_AT_ONCE = 31;

/** Ports of {@link refresh}. */
export interface RefreshPorts {
  readonly warehouse: Warehouse;
  /** All views as deployed, in the order of deployment; those that are not stored are ignored. */
  readonly views: readonly View[];
  /** Is asked after each date; no other one is begun when the answer is true. By default there is time for all. */
  readonly isLate?: (() => boolean) | undefined;
}

/** Ports and settings of the HTTP function `refresh`. */
export interface RefreshHandlerPorts extends Omit<RefreshPorts, 'isLate'> {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Seconds after which a call begins no other date and answers. */
  readonly seconds: number;
  /**
   * Renders pages of the dashboard after a refresh, and returns the paths of those that it has rendered. By default none are.
   *
   * @param hasChanged whether the refresh has changed something
   * @param isLate is asked before each page
   */
  readonly storePages?:
    ((hasChanged: boolean, isLate: () => boolean) => Promise<readonly string[]>) | undefined;
  /** Delivers the report of the day if it is due, and returns its name. By default there is none. */
  readonly deliverReport?: (() => Promise<string | undefined>) | undefined;
}

/** An HTTP response, reduced to what is used of it. */
export interface JsonResponse {
  json(body: unknown): unknown;
}

/**
 * Creates the HTTP function `refresh`, which Cloud Scheduler calls: it deploys the views if they have changed, brings the
 * roll-ups up to date and answers with `{"deployed": ["ci.builds", …], "rebuilt_dates": ["2026-11-20", …], "is_complete": true}`,
 * with `"pages": ["/", …]` if it renders pages, and with `"report": "reports/2026-11-20"` if it has delivered a report.
 * A call that has no more time answers so that it is not complete, and the next one does what is left; so it does when a call throws
 * and the Functions Framework answers 500.
 */
export function createRefreshHandler(
  ports: RefreshHandlerPorts,
): (request: unknown, response: JsonResponse) => Promise<void> {
  // A change after which the pages could not be marked as old, as the store failed: the next call does it.
  let isUnmarked = false;
  return async (_request, response) => {
    const deadline = ports.clock.now() + 1000 * ports.seconds;
    let isComplete = true;
    const isLate = (): boolean => {
      isComplete = ports.clock.now() < deadline;
      return !isComplete;
    };
    const steps = await deployChanges(ports);
    const deployed = steps.map(({ name }) => name);
    if (deployed.length > 0) ports.logger.log('INFO', 'deployed what had changed', { steps });
    const dates = await refresh({ ...ports, isLate });
    const done = { dates, is_complete: isComplete };
    ports.logger.log('INFO', 'rebuilt the roll-ups of stale dates', done);
    const hasChanged = isUnmarked || deployed.length + dates.length > 0;
    isUnmarked = hasChanged && ports.storePages !== undefined;
    const isOver = (): boolean => ports.clock.now() >= deadline;
    const { storePages, deliverReport } = ports;
    const pages = await attempted(ports, 'render the pages of the dashboard', async () =>
      storePages?.(hasChanged, isOver),
    );
    if (pages !== undefined) isUnmarked = false;
    const report = await attempted(ports, 'deliver the report', async () =>
      // A report about dates that are not rebuilt yet would be wrong for the whole day.
      isComplete ? deliverReport?.() : undefined,
    );
    if (report !== undefined) ports.logger.log('INFO', 'delivered the report', { report });
    const answer = { deployed, rebuilt_dates: dates, is_complete: isComplete };
    response.json({
      ...answer,
      ...(storePages !== undefined && { pages: pages ?? [] }),
      ...(report !== undefined && { report }),
    });
  };
}

/** Does what is not the refresh itself: when it fails, the next call does it, and this one has succeeded nevertheless. */
async function attempted<T>(
  { logger }: RefreshHandlerPorts,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CiSignalError)) throw error;
    logger.log('WARNING', `cannot ${what}`, { error: error.message });
    return undefined;
  }
}

/**
 * Deploys the warehouse if its views are not these, and changes nothing otherwise.
 *
 * @returns the steps that changed something
 * @throws DeploymentError if a permission is missing, or what is there cannot be changed
 */
export async function deployChanges({
  warehouse,
  views,
}: RefreshPorts): Promise<readonly DeploymentStep[]> {
  if (await warehouse.hasViews(views)) return [];
  const steps = await warehouse.deploy(views);
  return steps.filter(({ action }) => action !== 'unchanged');
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
  if (ports.isLate?.() === true) return dates;
  if ((await markMovedBuilds(ports.warehouse)).length === 0) return dates;
  const again = await rebuildStaleDates(ports, onDates);
  return [...new Set([...dates, ...again])].sort();
}

/**
 * Rebuilds the roll-ups of each date that has received raw rows since its last rebuild, and replaces the snapshots afterwards, also
 * if time runs out before. After a refresh that was killed in between, the newest date is stale.
 *
 * @param onDates called with some dates before they are rebuilt
 * @returns the rebuilt dates in ISO format, oldest first
 * @throws WarehouseUnavailableError when a date cannot be rebuilt; the dates before it stay rebuilt
 */
export async function rebuildStaleDates(
  { warehouse, views, isLate }: RefreshPorts,
  onDates: (dates: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const rollUps = views.filter(isRollUp);
  const { rows } = await warehouse.query('SELECT build_date FROM stale_dates ORDER BY build_date');
  const dates = rows.map((row) => row['build_date']).filter((date) => typeof date === 'string');
  const rebuilt: string[] = [];
  const size = isLate === undefined ? DATES_AT_ONCE : 1;
  for (let start = 0; start < dates.length; start += size) {
    if (start > 0 && isLate?.() === true) break;
    const some = dates.slice(start, start + size);
    onDates(some);
    await warehouse.rebuild(rollUps, some);
    rebuilt.push(...some);
  }
  if (rebuilt.length > 0) await warehouse.replaceSnapshots(views.filter(isSnapshot));
  return rebuilt;
}
