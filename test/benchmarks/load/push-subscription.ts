import type { Random } from '../../../functions/cli/simulation/random.ts';
import type { Letter } from '../../integration/faults/processes/letters.ts';

/** Deliveries at the same time: at first, and at most. */
const FIRST_WINDOW = 8;
const LARGEST_WINDOW = 1000;

/** Delays before a message is delivered again, in milliseconds. Those of the deployment are 100 times as long. */
const MIN_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 6000;

/** Part of the acknowledged messages that are delivered a second time. */
const DUPLICATES = 0.02;

/** Status of an answer that asks for fewer requests. */
const TOO_MANY_REQUESTS = 429;

/** Numbers of deliveries. */
export interface DeliveryCounts {
  delivered: number;
  /** Deliveries of messages that had been acknowledged before. */
  duplicates: number;
  /** Answers that ask for fewer requests. */
  refused: number;
  /** Other deliveries that failed. */
  failed: number;
  /** Deliveries that were open at the same time, at most. */
  mostOpen: number;
}

/** What a subscription needs of its surroundings. */
export interface PushEndpoint {
  readonly random: Random;
  /** Delivers a message and returns the status of the answer; `undefined` if there was none. */
  readonly deliver: (letter: Letter) => Promise<number | undefined>;
  /** Is called when a message was acknowledged for the first time. */
  readonly onDone: (letter: Letter) => void;
}

interface Sent {
  readonly letter: Letter;
  readonly deliveries: number;
  readonly isDuplicate: boolean;
}

/**
 * A push subscription in real time: more messages at the same time while they are acknowledged, half of them after a refusal, and
 * each again after a failure, with a growing delay. Some messages are delivered twice.
 */
export class PushSubscription {
  readonly #endpoint: PushEndpoint;
  /** The messages that wait, of which those before `#first` have been taken. */
  #waiting: Sent[] = [];
  #first = 0;
  #window = FIRST_WINDOW;
  #open = 0;
  /** Messages that are not done, those that wait for a repetition included. */
  #unfinished = 0;
  readonly counts: DeliveryCounts = {
    ...{ delivered: 0, duplicates: 0, refused: 0, failed: 0, mostOpen: 0 },
  };

  constructor(endpoint: PushEndpoint) {
    this.#endpoint = endpoint;
  }

  /** Number of messages that are not done. */
  get unfinished(): number {
    return this.#unfinished;
  }

  add(letter: Letter): void {
    this.#enqueue({ letter, deliveries: 0, isDuplicate: false });
  }

  #enqueue(sent: Sent): void {
    this.#unfinished++;
    this.#waiting.push(sent);
    this.#pump();
  }

  #pump(): void {
    while (this.#open < this.#window) {
      const sent = this.#waiting[this.#first];
      if (sent === undefined) break;
      this.#first++;
      this.#open++;
      this.counts.mostOpen = Math.max(this.counts.mostOpen, this.#open);
      void this.#deliver(sent);
    }
    if (this.#first < 1000) return;
    this.#waiting = this.#waiting.slice(this.#first);
    this.#first = 0;
  }

  async #deliver(sent: Sent): Promise<void> {
    this.counts.delivered++;
    if (sent.isDuplicate) this.counts.duplicates++;
    const status = await this.#endpoint.deliver(sent.letter);
    this.#open--;
    if (status !== undefined && status >= 200 && status < 300) this.#acknowledge(sent);
    else this.#repeat(sent, status);
    this.#pump();
  }

  #acknowledge({ letter, isDuplicate }: Sent): void {
    this.#window = Math.min(LARGEST_WINDOW, this.#window + 1 / this.#window);
    if (!isDuplicate) {
      this.#endpoint.onDone(letter);
      if (this.#endpoint.random.chance(DUPLICATES))
        this.#enqueue({ letter, deliveries: 0, isDuplicate: true });
    }
    this.#unfinished--;
  }

  #repeat(sent: Sent, status: number | undefined): void {
    const deliveries = sent.deliveries + 1;
    if (status === TOO_MANY_REQUESTS) this.counts.refused++;
    else this.counts.failed++;
    this.#window = Math.max(1, this.#window / 2);
    const delay = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** (deliveries - 1));
    setTimeout(() => {
      this.#unfinished--;
      this.#enqueue({ ...sent, deliveries });
    }, delay);
  }
}
