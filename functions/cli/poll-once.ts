import type { Warehouse } from '../../shared/ports/warehouse.ts';
import type { CollectSettings } from '../collect/ports.ts';
import type { ObjectFilter } from '../reconcile/object-filter.ts';
import { NO_LOG } from './no-log.ts';
import { ingest, type IngestSummary } from './pipeline.ts';
import type { CliPorts, OpenedSource } from './ports.ts';
import { findNews } from '../poll/find-news.ts';
import { NewBuilds } from '../poll/new-builds.ts';

/** Ports of {@link pollOnce}. */
export type PollPorts = Pick<CliPorts, 'createBus' | 'clock' | 'views'>;

/** Input of {@link pollOnce}. */
export interface PollRequest {
  readonly source: OpenedSource;
  readonly warehouse: Warehouse;
  readonly settings: CollectSettings;
  readonly filter: ObjectFilter;
}

/** Result of one look at a bucket. */
export interface PollSummary {
  /** Time at which it began, ISO 8601. */
  readonly polled_at: string;
  readonly jobs: number;
  /** Jobs whose builds were listed. */
  readonly listed_jobs: number;
  /** Builds with objects that were new or had changed. */
  readonly builds: number;
  readonly objects: number;
  readonly failed: number;
  /** Requests to the bucket. */
  readonly requests: number;
  readonly requests_per_build: number | null;
}

/** Looks for new and changed builds of a bucket once, and reads them. */
export async function pollOnce(ports: PollPorts, request: PollRequest): Promise<PollSummary> {
  const { source, warehouse, settings, filter } = request;
  const now = ports.clock.now();
  const before = source.requests();
  const isHistoryWanted = filter.since !== undefined;
  const look = { source, warehouse, jobs: filter.jobs, isHistoryWanted, now };
  const { jobs, ranges } = await findNews(look);
  const builds = new NewBuilds();
  const onCompared = builds.add.bind(builds);
  const options = { source, warehouse, settings, filter, ranges, onCompared };
  const summary =
    ranges.length === 0
      ? undefined
      : await ingest(ports, { ...options, again: false, logger: NO_LOG }, () => undefined);
  const requests = source.requests() - before;
  return {
    polled_at: new Date(now).toISOString(),
    jobs,
    listed_jobs: ranges.length,
    builds: builds.count,
    objects: summary === undefined ? 0 : objectsOf(summary),
    failed: summary?.failures ?? 0,
    requests,
    requests_per_build: builds.count === 0 ? null : Math.round((10 * requests) / builds.count) / 10,
  };
}

function objectsOf({ outcomes }: IngestSummary): number {
  return Object.values(outcomes).reduce((sum, one) => sum + one, 0);
}
