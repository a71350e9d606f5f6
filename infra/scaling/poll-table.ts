import type { StoragePrices } from '../../shared/policy/prices.ts';
import { monthOfPolling, type MonthOfPolling, type PolledBucket } from './poll-model.ts';
import { tableLine } from './table.ts';

/** Jobs of kOps: the grid, each of which runs once a week, and the others. */
const KOPS = { buildsPerDay: 1_000, jobs: 2_414, rareJobs: (2_230 * 6) / 7, daysKept: 390 };

const COLUMNS: Readonly<Record<string, PolledBucket>> = {
  'kOps, every 5 minutes': { ...KOPS, minutesBetweenLooks: 5 },
  'kOps, every 10 minutes': { ...KOPS, minutesBetweenLooks: 10 },
  'kOps, each hour': { ...KOPS, minutesBetweenLooks: 60 },
};

const ROWS: Readonly<Record<string, (month: MonthOfPolling) => number>> = {
  looks: ({ looks }) => looks,
  'requests that list (class A)': ({ lists }) => lists,
  'requests that read (class B)': ({ reads }) => reads,
  'requests for a build': ({ requestsPerBuild }) => requestsPerBuild,
  'hours of the function': ({ hours }) => hours,
  'TiB that looks query': ({ tibQueried }) => tibQueried,
  'USD for requests, of the bucket’s owner': ({ usdForRequests }) => usdForRequests,
  'USD for the function': ({ usdForFunction }) => usdForFunction,
  'USD for queries, if no other are free': ({ usdForQueries }) => usdForQueries,
};

/** Returns what polling takes, as Markdown. */
export function pollTable(prices: StoragePrices): string {
  const titles = Object.keys(COLUMNS);
  const months = Object.values(COLUMNS).map((bucket) => monthOfPolling(bucket, prices));
  const head = `| a month | ${titles.join(' | ')} |\n| --- |${' --- |'.repeat(titles.length)}`;
  const lines = Object.entries(ROWS).map(([title, value]) => tableLine(title, months, value));
  return [head, ...lines].join('\n');
}
