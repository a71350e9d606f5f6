import type { BrowsableStore } from '../../shared/ports/artifact-store.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import { compareInTurn, type ComparisonPorts, type Turn } from '../reconcile/in-turn.ts';
import { rangesFrom } from '../reconcile/ranges-from.ts';
import { reconcilePlace } from '../reconcile/reconcile-place.ts';
import type { JsonResponse } from '../refresh/handler.ts';
import { findNews } from './find-news.ts';
import { NewBuilds } from './new-builds.ts';
import { rangesLedger } from './ranges-ledger.ts';

/** Ports and settings of the HTTP function `poll`. The prefix of each place is `logs/`, or the beginning of jobs' names there. */
export interface PollHandlerPorts extends Omit<ComparisonPorts, 'minAgeSeconds'> {
  readonly store: BrowsableStore;
  /** Returns the number of requests that were sent to buckets until now. */
  readonly requests: () => number;
}

/** What a call did in one place. */
export interface PolledPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly jobs: number;
  /** Jobs that have, or may have, new objects. */
  readonly listed_jobs: number;
  /** Builds with objects that were new or had changed. */
  readonly builds: number;
  /** Objects that were read; one file of each build stands for all. */
  readonly read: number;
  readonly failed: number;
  /** Objects that are not read again: rows are still missing after several readings, or the function does not survive one. */
  readonly given_up: number;
  /** Objects to which access is denied, in this call or before. */
  readonly denied: number;
  /** Requests to the bucket. */
  readonly requests: number;
  /** The name with which the next call begins; `null` if this one came to the end of what was new. */
  readonly next: string | null;
}

/** The answer of a call. */
export interface PollAnswer {
  /** The places that the call had time for. */
  readonly places: readonly PolledPlace[];
}

/**
 * Creates the HTTP function `poll`, which Cloud Scheduler calls: it asks the jobs of buckets without events for new builds, and
 * collects them. A call ends after some time, and the next one goes on there; the ledger keeps the position.
 */
export function createPollHandler(
  ports: PollHandlerPorts,
): (request: unknown, response: JsonResponse) => Promise<void> {
  return async (_request, response) => {
    response.json({ places: await poll(ports) } satisfies PollAnswer);
  };
}

/**
 * Looks for new and changed builds of places as long as a call has time, and collects them. Safe to run any number of times, also
 * beside itself.
 *
 * @throws StoreUnavailableError if a bucket cannot be listed, or another error that may pass, after which the next call
 *   begins where this one had come to
 */
export async function poll(ports: PollHandlerPorts): Promise<readonly PolledPlace[]> {
  return await compareInTurn({ ...ports, minAgeSeconds: 0 }, 'poll', async (turn) => {
    const polled = await pollPlace(ports, turn);
    logPolled(ports.logger, polled);
    return polled;
  });
}

async function pollPlace(ports: PollHandlerPorts, turn: Turn): Promise<PolledPlace> {
  const { store, warehouse, jobs, clock, requests } = ports;
  const { bucket, prefix } = turn.place;
  const before = requests();
  const source = { store, bucket, prefix };
  const look = { source, warehouse, jobs, isHistoryWanted: false, now: clock.now() };
  const news = await findNews(look);
  const builds = new NewBuilds();
  const onCompared = builds.add.bind(builds);
  const { ranges } = news;
  const ledger = rangesLedger(warehouse, rangesFrom(ranges, turn.position.next));
  const request = { ...turn, ranges, ledger, onCompared };
  const isIdle = ranges.length === 0 && turn.position.next === null && turn.position.begun === 0;
  const result = isIdle ? undefined : await reconcilePlace({ ...ports, minAgeSeconds: 0 }, request);
  return {
    bucket,
    prefix,
    jobs: news.jobs,
    listed_jobs: ranges.length,
    builds: builds.count,
    read: result?.read ?? 0,
    failed: result?.failed ?? 0,
    given_up: (result?.tally.total().given_up ?? 0) + (result?.killing ?? 0),
    denied: (result?.tally.total().denied ?? 0) + (result?.denied ?? 0),
    requests: requests() - before,
    next: result?.next ?? null,
  };
}

function logPolled(logger: Logger, polled: PolledPlace): void {
  const { failed, given_up, denied } = polled;
  const severity = failed + given_up + denied === 0 ? 'INFO' : 'WARNING';
  logger.log(severity, 'looked for new builds', { event: 'poll', ...polled });
}
