import type { StoragePrices } from '../../shared/policy/prices.ts';
import { costPerMillionEvents, monthlyCosts, totalOf, volumeOf } from './cost-model.ts';
import type { Load } from './load.ts';
import { VIEWS_OF_STORED_PAGES } from './stored-pages.ts';

/** Bytes that views scan, by the name of the view. */
export type ScannedBytes = Readonly<
  Record<string, { readonly kops: number; readonly kubernetes: number }>
>;

/** Views of a dashboard of a team: health, flakes, incidents. */
const DASHBOARD = ['jobs', 'job_health_daily', 'flaky_tests', 'phase_funnel'];

/** Views that a call of reconcile reads once. */
const RECONCILED = ['staleness', 'stale_dates'];

const TITLES = {
  notifications: 'notifications',
  rowMessages: 'messages with rows',
  functions: 'collect and load',
  reads: 'reading objects',
  writes: 'writing rows',
  storage: 'storing rows for 13 months',
  rollUps: 'roll-ups and snapshots',
  pages: 'pages that are stored',
  schedules: 'reconcile, and calls of refresh',
  dashboards: 'dashboards',
  logs: 'logs of requests',
} as const;

/** Names of the views that a refresh reads. */
export interface RefreshedViews {
  readonly rollUps: readonly string[];
  readonly snapshots: readonly string[];
}

/** Bytes that queries of a load scan. */
type QueriedBytes = Pick<
  Load,
  'rebuildBytes' | 'refreshBytes' | 'reconcileBytes' | 'pageBytes' | 'dashboardBytes'
>;

/** Rates and times that all loads of the table have in common. */
const COMMON = {
  notificationsPerBuild: 650,
  rebuildsPerDay: 48,
  refreshesPerDay: 24,
  reconcilesPerDay: 24,
  monthsKept: 13,
} as const;

/** Builds a day of the largest load, whose queries are those of Kubernetes times {@link TIMES_KUBERNETES}. */
const LARGEST = 10_000_000;
const TIMES_KUBERNETES = LARGEST / 20_000;

/** Returns the loads of the table: kOps, all of Kubernetes, and ten million builds a day. */
export function loadsOf(
  scanned: ScannedBytes,
  { rollUps, snapshots }: RefreshedViews,
): readonly Load[] {
  const bytesOf = (size: 'kops' | 'kubernetes', times = 1): QueriedBytes => {
    const sum = (names: readonly string[]): number =>
      names.reduce((bytes, name) => bytes + times * (scanned[name]?.[size] ?? 0), 0);
    return {
      rebuildBytes: sum(rollUps),
      refreshBytes: sum([...snapshots, 'stale_dates']),
      reconcileBytes: sum(RECONCILED),
      pageBytes: sum(VIEWS_OF_STORED_PAGES),
      dashboardBytes: sum(DASHBOARD),
    };
  };
  const kops = { buildsPerDay: 1_000, deliveredShare: 0, dashboardsPerDay: 20 };
  const kubernetes = { buildsPerDay: 20_000, deliveredShare: 1, dashboardsPerDay: 100 };
  const largest = { buildsPerDay: LARGEST, deliveredShare: 1, dashboardsPerDay: 1_000 };
  return [
    { ...COMMON, ...kops, ...bytesOf('kops') },
    { ...COMMON, ...kubernetes, ...bytesOf('kubernetes') },
    { ...COMMON, ...largest, ...bytesOf('kubernetes', TIMES_KUBERNETES) },
  ];
}

const HEAD = [
  '| a month | kOps | Kubernetes | ten million builds a day |',
  '| --- | --- | --- | --- |',
];

/** Returns the table of costs as Markdown. */
export function costTable(loads: readonly Load[], prices: StoragePrices): string {
  const costs = loads.map((load) => monthlyCosts(load, prices));
  const volumes = loads.map(volumeOf);
  const counts = [
    tableLine('builds', loads, ({ buildsPerDay }) => 30 * buildsPerDay),
    tableLine('notifications', volumes, ({ notifications }) => notifications),
    tableLine('objects that are read', volumes, ({ objects }) => objects),
    tableLine('rows', volumes, ({ rows }) => rows),
  ];
  const parts = Object.entries(TITLES).map(([name, title]) =>
    tableLine(`USD for ${title}`, costs, (cost) => cost[name as keyof typeof TITLES]),
  );
  const sums = [
    tableLine('**USD, all**', costs, totalOf),
    tableLine('USD for a million notifications', loads, (load) =>
      costPerMillionEvents(load, prices),
    ),
  ];
  return [...HEAD, ...counts, ...parts, ...sums].join('\n');
}

/** Returns a row of a table in Markdown, with numbers of two digits that count. */
export function tableLine<T>(
  title: string,
  columns: readonly T[],
  value: (column: T) => number,
): string {
  return `| ${[title, ...columns.map((column) => written(value(column)))].join(' | ')} |`;
}

/** Returns a number, rounded to two digits that count. */
function written(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-US');
}
