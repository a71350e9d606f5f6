import { Worker } from 'node:worker_threads';
import { ReaderEndedError } from '../../../shared/errors.ts';
import type { EventBus } from '../../../shared/ports/event-bus.ts';
import type { FinalizedObject } from '../../collect/collect-object.ts';
import type { Collected } from './collected.ts';
import type { FromReader, ReaderData, ToReader } from './messages.ts';

/**
 * Memory of a thread for new values, most of which are dropped at once. The default lets the heap of a thread grow to 180 MB
 * in ingest of the default simulated bucket, in equal time; half of this takes a tenth more time, and 10 MB less.
 */
const YOUNG_GENERATION_MB = 24;

/** The module of a thread: in the package it is a bundle beside this one. */
const MODULE = import.meta.url.endsWith('.ts') ? './main.ts' : './reader-thread.mjs';

/** A thread that collects objects, and whose messages are published on a bus of this thread. */
export class ReaderThread {
  readonly #worker: Worker;
  readonly #bus: EventBus;
  readonly #batches = new Map<number, PromiseWithResolvers<readonly Collected[]>>();
  #begun = 0;
  /** Messages that were published since the thread was told of others. */
  #published = 0;
  #failure: unknown;

  constructor(data: ReaderData, bus: EventBus) {
    this.#bus = bus;
    this.#worker = new Worker(new URL(MODULE, import.meta.url), {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker.on('message', (message: FromReader) => {
      this.#receive(message);
    });
    this.#worker.on('error', (error) => {
      this.#fail(new ReaderEndedError(error));
    });
  }

  /**
   * Collects objects, and publishes their rows.
   *
   * @throws ReaderEndedError if the thread ends before it has collected them
   */
  collect(objects: readonly FinalizedObject[]): Promise<readonly Collected[]> {
    const pending = Promise.withResolvers<readonly Collected[]>();
    const batch = this.#begun++;
    this.#batches.set(batch, pending);
    if (this.#failure === undefined) this.#post({ kind: 'collect', batch, objects });
    else this.#fail(this.#failure);
    return pending.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(message: FromReader): void {
    if (message.kind === 'publish') {
      this.#bus.publish(message.data, message.attributes, message.order).then(
        () => {
          this.#tellPublished();
        },
        (error: unknown) => {
          this.#fail(error);
        },
      );
      return;
    }
    this.#batches.get(message.batch)?.resolve(message.results);
    this.#batches.delete(message.batch);
  }

  /** Tells the thread of all messages that were published in this turn of the event loop at once. */
  #tellPublished(): void {
    if (this.#published++ > 0) return;
    setImmediate(() => {
      this.#post({ kind: 'published', count: this.#published });
      this.#published = 0;
    });
  }

  #post(message: ToReader): void {
    this.#worker.postMessage(message);
  }

  #fail(error: unknown): void {
    this.#failure = error;
    for (const { reject } of this.#batches.values()) reject(error);
    this.#batches.clear();
  }
}
