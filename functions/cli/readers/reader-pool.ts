import { availableParallelism } from 'node:os';
import type { EventBus } from '../../../shared/ports/event-bus.ts';
import type { FinalizedObject } from '../../collect/collect-object.ts';
import type { Readers } from '../ports.ts';
import type { Collected } from './collected.ts';
import type { ReaderData } from './messages.ts';
import { ReaderThread } from './reader-thread.ts';

/** Objects that a thread gets at once; what it keeps of unfinished ones takes memory. */
const BATCH = 8;
/** Batches that a thread has at the same time, so that it has some while this thread stores rows for a tenth of a second. */
const BATCHES_PER_THREAD = 8;

/** Collects objects in as many threads as the machine has processors. */
export class ReaderPool implements Readers {
  readonly #data: ReaderData;
  readonly #threads: number;

  constructor(data: ReaderData, threads = availableParallelism()) {
    this.#data = data;
    this.#threads = threads;
  }

  /** @throws CiSignalError if a thread ends before its objects are collected, or their rows cannot be published */
  async collect(
    objects: AsyncIterable<FinalizedObject>,
    bus: EventBus,
    onCollected: (result: Collected) => void,
  ): Promise<void> {
    const batches = batchesOf(objects);
    const feed = async (thread: ReaderThread): Promise<void> => {
      for await (const batch of batches) {
        for (const result of await thread.collect(batch)) onCollected(result);
      }
    };
    const threads = Array.from({ length: this.#threads }, () => new ReaderThread(this.#data, bus));
    try {
      await Promise.all(
        threads.flatMap((thread) => Array.from({ length: BATCHES_PER_THREAD }, () => feed(thread))),
      );
    } finally {
      await Promise.all(threads.map((thread) => thread.close()));
    }
  }
}

/** Yields objects in groups; several loops may take groups from it. */
async function* batchesOf(
  objects: AsyncIterable<FinalizedObject>,
): AsyncGenerator<readonly FinalizedObject[]> {
  let batch: FinalizedObject[] = [];
  for await (const { bucket, name } of objects) {
    batch.push({ bucket, name });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
