import { z } from 'zod';
import { collectObject } from '../../../functions/collect/collect-object.ts';
import { Random } from '../../../functions/cli/simulation/random.ts';
import { load } from '../../../functions/load/handler.ts';
import { CiSignalError } from '../../../shared/errors.ts';
import type { EventBus } from '../../../shared/ports/event-bus.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { planPurge, withdrawRows } from '../../../functions/cli/purge/purge.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { asOldParser } from '../../support/old-parser.ts';
import { publishingBus } from '../../support/publishing-bus.ts';
import { LATER, MASK, QUIET, SETTINGS } from '../../support/settings.ts';
import { changesOf, type Change } from './changes.ts';
import { compare } from './repair.ts';
import { Faults, faultyPublisher, faultyStore, faultyWarehouse, Killed } from './faults.ts';

const THREE_HOURS = 3 * 3_600_000;

/** Date of the builds that have a `started.json`. */
const START_DATE = '2025-11-21';

/** Names of objects, with the generations that were withdrawn with all before them. */
export type Withdrawn = Map<string, bigint>;

interface SentMessage {
  readonly data: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a schedule is run on. */
export interface Stage {
  readonly store: MemoryStore;
  readonly warehouse: Warehouse;
  readonly withdrawn: Withdrawn;
}

/** Withdraws what is stored of an object, unless its build may still change its date, after which it would count again. */
export async function withdrawObject(stage: Stage, name: string): Promise<void> {
  const { store, warehouse, withdrawn } = stage;
  const request = {
    selection: { bucket: store.bucket, names: [name] },
    mode: 'withdraw' as const,
  };
  const { dates } = await planPurge(warehouse, request);
  if (!dates.includes(START_DATE)) return;
  const withdrawnAt = new Date(LATER.now()).toISOString();
  await withdrawRows(warehouse, request, { reason: 'a test', withdrawnAt });
  const { rows } = await warehouse.query(
    `SELECT MAX(generation) AS newest FROM ci_raw.ingested_objects
     WHERE build_date >= '1970-01-01' AND object_name = @name AND outcome = 'withdrawn'`,
    { name },
  );
  withdrawn.set(name, BigInt(z.union([z.number(), z.string()]).parse(rows[0]?.['newest'])));
}

/**
 * One history of a bucket and of the functions that read it, which a seed determines: changes of the bucket, deliveries of
 * events and of messages, in any order and several times, and calls of reconcile, with faults in between. An event or a message is delivered until
 * it succeeds. Some messages are lost.
 */
export class Schedule {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #changes: Change[];
  readonly #events: string[] = [];
  readonly #messages: SentMessage[] = [];
  readonly #job: string;
  #delivered = 0;
  #withdrawals: number;

  constructor(seed: number, stage: Stage) {
    this.#stage = stage;
    this.#random = new Random('schedule', seed);
    const probability = this.#random.pick([0, 0.05, 0.2, 0.5]);
    this.#faults = new Faults(this.#random, { probability, most: 30 });
    this.#job = jobOf(seed);
    this.#changes = [...changesOf(this.#random, this.#job)];
    this.#withdrawals = this.#random.chance(0.2) ? 2 : 0;
  }

  async run(): Promise<void> {
    for (;;) {
      const steps = [
        ...(this.#changes.length > 0 ? [() => this.#changeNow()] : []),
        ...(this.#events.length > 0 ? [() => this.#deliverEvent()] : []),
        ...(this.#messages.length > 0 ? [() => this.#deliverMessage()] : []),
      ];
      if (this.#withdrawals > 0 && this.#random.chance(0.02)) await this.#withdrawNow();
      if (steps.length === 0) return;
      if (this.#random.chance(0.005)) await this.#reconcileNow();
      await this.#random.pick(steps)();
    }
  }

  /** Withdraws a report, a log or a coverage report, sometimes twice. */
  async #withdrawNow(): Promise<void> {
    this.#withdrawals--;
    const artifacts = this.#stage.store.names.filter(
      (name) => name.includes(`/${this.#job}/`) && !name.endsWith('.json'),
    );
    if (artifacts.length === 0) return;
    await withdrawObject(this.#stage, this.#random.pick(artifacts));
  }

  #changeNow(): Promise<void> {
    this.#change();
    return Promise.resolve();
  }

  #change(): void {
    const change = this.#changes.shift();
    if (change === undefined) return;
    const { name, body } = change;
    if (body === undefined) {
      this.#stage.store.remove(name);
      return;
    }
    this.#stage.store.put(name, body);
    this.#events.push(name);
    if (this.#random.chance(0.2)) this.#events.push(name);
  }

  async #deliverEvent(): Promise<void> {
    const name = take(this.#random, this.#events);
    // The bucket changes once at most while the files of a build are read: a reading that saw a file which has vanished
    // beside one that was written later cannot be told from a newer one.
    let mayChange = true;
    const store = faultyStore(this.#stage.store, this.#faults, () => {
      if (mayChange) this.#change();
      mayChange = false;
    });
    const bus = this.#faultyBus(this.#random.chance(0.15));
    const ports = { store, bus, clock: this.#skewedClock(), logger: QUIET, settings: SETTINGS };
    const isDone = await succeeds(collectObject({ bucket: this.#stage.store.bucket, name }, ports));
    if (!isDone || this.#random.chance(0.1)) this.#events.push(name);
  }

  /** Compares the objects of the job with the ledger, and collects again what seems to be missing. */
  async #reconcileNow(): Promise<void> {
    const { store, warehouse } = this.#stage;
    const faulty = faultyStore(store, this.#faults, () => undefined);
    const ports = { store: faulty, bus: this.#faultyBus(false), clock: LATER, logger: QUIET };
    const part = { warehouse, prefix: `logs/${this.#job}/`, bucket: store.bucket };
    await succeeds(compare(ports, part));
  }

  /** Returns a bus that keeps the messages for later deliveries, or fails. */
  #faultyBus(isOldParser: boolean): EventBus {
    const queue = publishingBus((data, attributes) => {
      this.#messages.push({ data: isOldParser ? asOldParser(data) : data, attributes });
      return Promise.resolve();
    });
    return { ...queue, ...faultyPublisher(queue, this.#faults) };
  }

  async #deliverMessage(): Promise<void> {
    const message = take(this.#random, this.#messages);
    if (this.#faults.at('lost', 'none') === 'lost') return;
    const warehouse = faultyWarehouse(this.#stage.warehouse, this.#faults);
    const ports = { warehouse, clock: LATER, logger: QUIET, mask: MASK };
    const isDone = await succeeds(load({ id: String(++this.#delivered), ...message }, ports));
    if (!isDone || this.#random.chance(0.1)) this.#messages.push(message);
  }

  /** Returns the clock of an instance, which may be wrong by some hours. */
  #skewedClock() {
    const now = LATER.now() + this.#random.integer([-THREE_HOURS, THREE_HOURS]);
    return { now: () => now };
  }
}

/** Returns the name of the job whose builds a schedule writes. */
export function jobOf(seed: number): string {
  return `e2e-kops-schedule-${seed}`;
}

function take<T>(random: Random, list: T[]): T {
  const [taken] = list.splice(random.integer([0, list.length - 1]), 1);
  if (taken === undefined) throw new Error('nothing is left to deliver');
  return taken;
}

/** Returns whether a delivery succeeded. An error that is neither a fault nor one of ours fails the test. */
async function succeeds(delivery: Promise<unknown>): Promise<boolean> {
  try {
    await delivery;
    return true;
  } catch (error) {
    if (error instanceof Killed || (error instanceof CiSignalError && error.isTransient))
      return false;
    throw error;
  }
}
