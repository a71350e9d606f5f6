import type { StoragePrices } from '../../shared/policy/prices.ts';
import { ASSUMED, BUILD, type Load } from './load.ts';

const DAYS = 30;
const GIB = 2 ** 30;
const TIB = 2 ** 40;
const MILLION = 1_000_000;

/** Costs in US dollars of a month, by what is paid for. */
export interface MonthlyCosts {
  readonly notifications: number;
  readonly rowMessages: number;
  readonly functions: number;
  readonly reads: number;
  readonly writes: number;
  readonly storage: number;
  readonly rollUps: number;
  readonly pages: number;
  readonly schedules: number;
  readonly dashboards: number;
  readonly logs: number;
}

/** What a load makes in a month. */
export interface Volume {
  readonly notifications: number;
  readonly delivered: number;
  readonly objects: number;
  readonly messages: number;
  readonly rows: number;
  readonly rowGib: number;
}

/** Returns what a load makes in a month of 30 days. */
export function volumeOf(load: Load): Volume {
  const builds = load.buildsPerDay * DAYS;
  const notifications = builds * load.notificationsPerBuild;
  const rows = builds * BUILD.rows;
  return {
    notifications,
    delivered: Math.max(notifications * load.deliveredShare, builds * BUILD.objects),
    objects: builds * BUILD.objects,
    messages: builds * BUILD.messages,
    rows,
    rowGib: (rows * ASSUMED.bytesPerRow) / GIB,
  };
}

/** Returns the costs of a load in a month, after what is free; a reservation of BigQuery or a discount is not considered. */
export function monthlyCosts(load: Load, prices: StoragePrices): MonthlyCosts {
  const { services } = prices;
  const { free_monthly: free } = services;
  const volume = volumeOf(load);
  const perGib = services.usd_per_tib_messages / 1024;
  const notificationGib =
    ((volume.notifications + volume.delivered) * ASSUMED.bytesPerNotification) / GIB;
  const rebuilt = load.rebuildBytes * load.rebuildsPerDay;
  const rollUpTib = ((rebuilt + load.refreshBytes * load.refreshesPerDay) * DAYS) / TIB;
  const dashboardTib = (load.dashboardBytes * load.dashboardsPerDay * DAYS) / TIB;
  const pageTib = (load.pageBytes * load.refreshesPerDay * DAYS) / TIB;
  const ledgerBytes = volume.objects * load.monthsKept * ASSUMED.ledgerBytesPerObject;
  const reconcileBytes = load.reconcileBytes + ASSUMED.ledgerQueries * ledgerBytes;
  const reconcileTib = (reconcileBytes * load.reconcilesPerDay * DAYS) / TIB;
  const queried = rollUpTib + pageTib + dashboardTib + reconcileTib;
  const paidShare = queried === 0 ? 0 : over(queried, free.tib_queried) / queried;
  const logGib = ((volume.delivered + volume.messages) * ASSUMED.logBytesPerRequest) / GIB;
  return {
    notifications: over(notificationGib, free.gib_messages) * perGib,
    rowMessages: 2 * volume.rowGib * perGib,
    functions: functionCosts(volume, services),
    reads: (2 * volume.objects * prices.usd_per_1000_reads) / 1000,
    writes: over(volume.rowGib, free.gib_written) * services.usd_per_gib_written,
    storage:
      over(volume.rowGib * load.monthsKept, free.gib_stored) * services.usd_per_gib_month_stored,
    rollUps: rollUpTib * paidShare * services.usd_per_tib_queried,
    pages: pageTib * paidShare * services.usd_per_tib_queried,
    schedules:
      scheduledCalls(load, prices) + reconcileTib * paidShare * services.usd_per_tib_queried,
    dashboards: dashboardTib * paidShare * services.usd_per_tib_queried,
    logs: over(logGib, free.gib_logged) * services.usd_per_gib_logged,
  };
}

/** Returns the sum of all costs. */
export function totalOf(costs: MonthlyCosts): number {
  const { notifications, rowMessages, functions, reads, writes, storage, ...queries } = costs;
  const { rollUps, pages, schedules, dashboards, logs } = queries;
  const pipeline = notifications + rowMessages + functions + reads + writes + storage;
  return pipeline + rollUps + pages + schedules + dashboards + logs;
}

/** Returns the costs of a million notifications, all else being as in the load. */
export function costPerMillionEvents(load: Load, prices: StoragePrices): number {
  return (MILLION * totalOf(monthlyCosts(load, prices))) / volumeOf(load).notifications;
}

function functionCosts(volume: Volume, services: StoragePrices['services']): number {
  const ignored = volume.delivered - volume.objects;
  const seconds =
    (volume.objects * ASSUMED.collectSeconds +
      ignored * ASSUMED.ignoredSeconds +
      volume.messages * ASSUMED.loadSeconds) /
    ASSUMED.sharedBy;
  const requests = volume.delivered + volume.messages;
  return (
    (requests * services.usd_per_million_requests) / MILLION +
    seconds * services.usd_per_vcpu_second +
    seconds * ASSUMED.gibPerInstance * services.usd_per_gib_second
  );
}

/** Returns the costs of the calls of reconcile and refresh and of what reconcile lists, without their queries. */
function scheduledCalls(
  { reconcilesPerDay, refreshesPerDay }: Load,
  { usd_per_1000_lists, services }: StoragePrices,
): number {
  const perSecond = (gib: number): number =>
    services.usd_per_vcpu_second + gib * services.usd_per_gib_second;
  const reconcile =
    ASSUMED.reconcileSeconds * perSecond(ASSUMED.gibOfReconcile) +
    (ASSUMED.listsPerReconcile * usd_per_1000_lists) / 1000;
  const refresh = ASSUMED.refreshSeconds * perSecond(ASSUMED.gibPerInstance);
  return DAYS * (reconcilesPerDay * reconcile + refreshesPerDay * refresh);
}

function over(amount: number, free: number): number {
  return Math.max(0, amount - free);
}
