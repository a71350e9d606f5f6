import pMap from 'p-map';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { StoragePrices } from '../../shared/policy/prices.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { QueryResult } from '../../shared/ports/warehouse.ts';
import type { CollectSettings } from '../collect/ports.ts';
import { type ComparedObject } from '../reconcile/compare-objects.ts';
import { isToRead } from '../reconcile/object-state.ts';
import type { Ledger } from '../reconcile/ledger.ts';
import type { ObjectFilter } from '../reconcile/object-filter.ts';
import { noneSelected, selectObjects } from '../reconcile/select-objects.ts';
import { NO_LOG } from './no-log.ts';
import { collectWithRetries } from './readers/collected.ts';
import type { CliPorts, OpenedSource } from './ports.ts';

/** Objects that are read at the same time, and about as many that are read to measure the speed. */
const CONCURRENCY = 32;
const LARGEST_SAMPLE = 64;
const GIB = 2 ** 30;

/** Input of {@link estimate}. */
export interface EstimateRequest {
  readonly source: OpenedSource;
  /** `undefined` if there is none, so that everything would be read. */
  readonly ledger: Ledger | undefined;
  /** Whether objects that the ledger has would be read too, without those that were withdrawn. */
  readonly again: boolean;
  readonly settings: CollectSettings;
  readonly filter: ObjectFilter;
  readonly maxRate: number | undefined;
  readonly prices: StoragePrices;
}

/** Objects that would be read. */
interface Work {
  readonly listed: number;
  readonly objects: number;
  readonly bytes: number;
  readonly sample: readonly ObjectVersion[];
}

/**
 * Estimates what it takes to read the objects of a source that the ledger lacks: lists them, and reads a few of them, evenly
 * spread, whose rows are dropped.
 */
export async function estimate(ports: CliPorts, request: EstimateRequest): Promise<QueryResult> {
  const { source, maxRate, prices } = request;
  const work = await measureWork(request, ports.clock.now());
  const lists = source.requests();
  const begun = performance.now();
  await readSample(ports, request, work.sample);
  const share = work.sample.length === 0 ? 0 : work.objects / work.sample.length;
  const measured = ((performance.now() - begun) / 1000) * share;
  const reads = Math.round((source.requests() - lists) * share);
  const isPaid = source.directory === undefined;
  const requestsUsd =
    (lists * prices.usd_per_1000_lists + reads * prices.usd_per_1000_reads) / 1000;
  const row = {
    listed: work.listed,
    objects: work.objects,
    bytes: work.bytes,
    requests: lists + reads,
    seconds: Math.ceil(Math.max(measured, maxRate === undefined ? 0 : work.objects / maxRate)),
    requests_usd: isPaid ? cents(requestsUsd) : 0,
    transfer_usd: isPaid ? cents((work.bytes / GIB) * prices.usd_per_gib_out) : 0,
  };
  return { columns: Object.keys(row), rows: [row] };
}

async function measureWork(
  { source, ledger, again, settings, filter }: EstimateRequest,
  now: number,
): Promise<Work> {
  const counts = noneSelected();
  const sample = new EvenSample<ObjectVersion>(LARGEST_SAMPLE);
  let objects = 0;
  let bytes = 0;
  const onCompared = ({ object, state }: ComparedObject): void => {
    if (isToRead(state)) bytes += object.sizeBytes;
  };
  const selection = { source, ledger, again, settings, filter, onCompared, now };
  for await (const object of selectObjects(selection, counts)) {
    objects++;
    sample.add(object);
  }
  return { listed: counts.seen, objects, bytes, sample: sample.elements };
}

async function readSample(
  { clock }: CliPorts,
  { source, settings }: EstimateRequest,
  sample: readonly ObjectVersion[],
): Promise<void> {
  const { store } = source;
  const ports = { store, bus: DROPPING_BUS, clock, logger: NO_LOG, settings };
  await pMap(sample, (object) => collectWithRetries(object, ports), { concurrency: CONCURRENCY });
}

/** A bus that drops what is published. */
const DROPPING_BUS: EventBus = {
  publish: () => Promise.resolve(),
  subscribe: () => Promise.reject(new Error('nothing is delivered')),
  close: () => Promise.resolve(),
};

function cents(usd: number): number {
  return Math.round(100 * usd) / 100;
}

/** Keeps some elements of a series of unknown length, at equal distances. */
class EvenSample<T> {
  readonly #limit: number;
  #kept: T[] = [];
  #distance = 1;
  #seen = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(element: T): void {
    if (this.#seen++ % this.#distance !== 0) return;
    this.#kept.push(element);
    if (this.#kept.length <= this.#limit) return;
    this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
    this.#distance *= 2;
  }

  get elements(): readonly T[] {
    return this.#kept;
  }
}
