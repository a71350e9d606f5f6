import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Random } from '../../../functions/cli/simulation/random.ts';
import { eventOf, messagesOf, type Letter } from '../../integration/faults/processes/letters.ts';
import type { FakeGoogle } from '../../support/fake-google.ts';
import type { FunctionProcess } from '../start/function-process.ts';
import type { WrittenObject } from './burst-objects.ts';
import { PushSubscription } from './push-subscription.ts';

/** The processes of the functions that are measured. */
export type PipelineProcesses = Readonly<Record<Letter['target'], FunctionProcess>>;

/** Milliseconds between two looks at whether a burst is done. */
const LOOK_MS = 5;

/** Time without any acknowledgement after which a run has failed. */
const STANDSTILL_MS = 60_000;

/** Functions between a fake bucket, a fake topic and two push subscriptions, with the time that each event takes. */
export class RunningPipeline {
  readonly #google: FakeGoogle;
  readonly #processes: PipelineProcesses;
  readonly #subscriptions: Readonly<Record<Letter['target'], PushSubscription>>;
  /** Objects of the burst whose ledger rows are not stored. */
  readonly #unstored = new Set<string>();
  #burstAt = performance.now();
  #lastDoneAt = this.#burstAt;
  /** Milliseconds from the sending of each event to the acknowledgement of the message with the row of its object in the ledger. */
  readonly latencies: number[] = [];
  /** Milliseconds from the sending of each event to its acknowledgement by collect. */
  readonly answers: number[] = [];

  constructor(google: FakeGoogle, processes: PipelineProcesses) {
    this.#google = google;
    this.#processes = processes;
    this.#subscriptions = {
      collect: this.#subscription('collect'),
      load: this.#subscription('load'),
    };
  }

  get subscriptions(): Readonly<Record<Letter['target'], PushSubscription>> {
    return this.#subscriptions;
  }

  /** Writes objects, sends all of their events at once, and waits until every message is acknowledged. */
  async burst(objects: readonly WrittenObject[]): Promise<void> {
    for (const { name, bytes } of objects) this.#google.put(name, bytes);
    const { collect, load } = this.#subscriptions;
    this.#burstAt = this.#lastDoneAt = performance.now();
    for (const { name } of objects) {
      this.#unstored.add(name);
      collect.add(eventOf(name));
    }
    while (collect.unfinished + load.unfinished > 0) {
      await sleep(LOOK_MS);
      if (performance.now() - this.#lastDoneAt > STANDSTILL_MS) {
        const left = `${collect.unfinished} events and ${load.unfinished} messages`;
        throw new Error(`nothing was acknowledged for ${STANDSTILL_MS} ms; ${left} are left`);
      }
    }
    for (const { name } of objects) this.#google.remove(name);
    this.#unstored.clear();
  }

  #subscription(target: Letter['target']): PushSubscription {
    return new PushSubscription({
      random: new Random('load', target),
      deliver: async ({ headers, body }) => {
        const status = await this.#processes[target].deliver(headers, body);
        // What a function publishes before it answers is on its way, whatever the answer.
        this.#forward();
        return status;
      },
      onDone: (letter) => {
        this.#note(letter);
      },
    });
  }

  #forward(): void {
    for (const sent of this.#google.published.splice(0)) {
      for (const message of messagesOf(sent)) this.#subscriptions.load.add(message);
    }
  }

  #note(letter: Letter): void {
    const now = performance.now();
    this.#lastDoneAt = now;
    if (letter.target === 'collect') {
      this.answers.push(now - this.#burstAt);
      return;
    }
    for (const name of ledgerNamesOf(letter)) {
      if (this.#unstored.delete(name)) this.latencies.push(now - this.#burstAt);
    }
  }
}

const requestSchema = z.object({
  message: z.object({ data: z.string(), attributes: z.object({ table: z.string() }) }),
});
const ledgerSchema = z.object({ rows: z.array(z.object({ object_name: z.string() })) });

/** Returns the names of the objects whose rows of the ledger a message has. */
function ledgerNamesOf({ body }: Letter): readonly string[] {
  const { message } = requestSchema.parse(JSON.parse(body));
  if (message.attributes.table !== 'ingested_objects') return [];
  const text = Buffer.from(message.data, 'base64').toString();
  return ledgerSchema.parse(JSON.parse(text)).rows.map((row) => row.object_name);
}
