import type { StoragePrices } from '../../shared/policy/prices.ts';
import { ASSUMED, BUILD } from './load.ts';

const DAYS = 30;
const TIB = 2 ** 40;

/** A bucket without events that is looked at on a schedule. */
export interface PolledBucket {
  readonly buildsPerDay: number;
  readonly jobs: number;
  /** Jobs that run less than once a day, and are listed at each look for that reason. */
  readonly rareJobs: number;
  readonly minutesBetweenLooks: number;
  /** Days of builds in the roll-ups, which each look reads. */
  readonly daysKept: number;
}

/** Sizes and times that are assumed or counted: nothing has been measured in Google Cloud. */
export const POLL = {
  /** Requests that ask a job for its newest build: for the metadata, and for the bytes. */
  readsPerJob: 2,
  /** Names in an answer to a request that lists. */
  pageSize: 1_000,
  /** Objects in the folder of a build; most are not read. */
  objectsPerBuild: 650,
  /** Builds that are listed of a job with news: from one on that was read an hour before the newest. */
  buildsPerListing: 2,
  /** Hours for which a build makes its job be listed: while it runs, for a quarter of an hour, and until the roll-ups know it. */
  hoursUnsettled: 2,
  /** Bytes that a look reads for each build: of `build_daily` 152 and of `build_readings` 87 in a simulated day. */
  bytesPerBuild: 240,
  /** The least that is billed for a query, which asks the ledger about the objects of this many jobs. */
  leastBytesBilled: 10 * 2 ** 20,
  jobsPerQuery: 50,
  secondsPerRequest: 0.05,
  concurrentRequests: 32,
  /** Seconds of a look for its queries, one after the other. */
  secondsPerQuery: 2,
  gibPerInstance: 2,
} as const;

/** What polling takes in a month, in requests, TiB and US dollars. */
export interface MonthOfPolling {
  readonly looks: number;
  /** Requests that list (class A), and that read (class B); those for objects that become rows are among the latter. */
  readonly lists: number;
  readonly reads: number;
  readonly requestsPerBuild: number;
  readonly hours: number;
  readonly tibQueried: number;
  /** Costs of requests, which the owner of the bucket pays unless the requester does. */
  readonly usdForRequests: number;
  readonly usdForFunction: number;
  /** Costs of queries, before what is free in each month. */
  readonly usdForQueries: number;
}

/** Returns what it takes to look at a bucket for a month of 30 days. */
export function monthOfPolling(bucket: PolledBucket, prices: StoragePrices): MonthOfPolling {
  const looks = (DAYS * 24 * 60) / bucket.minutesBetweenLooks;
  const builds = DAYS * bucket.buildsPerDay;
  const listed = listedJobs(bucket);
  const lists = looks * (Math.ceil(bucket.jobs / POLL.pageSize) + listed * pagesPerListing());
  const asked = looks * bucket.jobs * POLL.readsPerJob;
  const reads = asked + POLL.readsPerJob * builds * BUILD.objects;
  const queries = 1 + Math.ceil(listed / POLL.jobsPerQuery);
  const seconds =
    ((lists + asked) * POLL.secondsPerRequest) / POLL.concurrentRequests +
    looks * queries * POLL.secondsPerQuery +
    (builds * BUILD.objects * ASSUMED.collectSeconds) / ASSUMED.sharedBy;
  const known = bucket.buildsPerDay * bucket.daysKept * POLL.bytesPerBuild;
  const bytes = Math.max(known, POLL.leastBytesBilled) + (queries - 1) * POLL.leastBytesBilled;
  const { services } = prices;
  const perSecond =
    services.usd_per_vcpu_second + POLL.gibPerInstance * services.usd_per_gib_second;
  const tibQueried = (looks * bytes) / TIB;
  return {
    looks,
    lists,
    reads,
    requestsPerBuild: (lists + reads) / builds,
    hours: seconds / 3600,
    tibQueried,
    usdForRequests: (lists * prices.usd_per_1000_lists + reads * prices.usd_per_1000_reads) / 1000,
    usdForFunction: seconds * perSecond,
    usdForQueries: tibQueried * services.usd_per_tib_queried,
  };
}

/** Returns the jobs that a look lists: those with builds that run or were read just now, and those that run rarely. */
function listedJobs({ buildsPerDay, jobs, rareJobs }: PolledBucket): number {
  const unsettled = (buildsPerDay * POLL.hoursUnsettled) / 24;
  return Math.min(jobs, rareJobs + unsettled);
}

function pagesPerListing(): number {
  return Math.ceil((POLL.buildsPerListing * POLL.objectsPerBuild) / POLL.pageSize);
}
