import type { Random } from '../../../../functions/cli/simulation/random.ts';
import type { Letter } from './letters.ts';

/** Deliveries of one message after which it is a dead letter. */
const MOST_DELIVERIES = 20;

interface Waiting extends Letter {
  readonly deliveries: number;
  /** Step of the virtual clock before which the message is not delivered again. */
  readonly notBefore: number;
}

/**
 * A push subscription: delivers each message at least once, in any order, some of them several times, and again after a failure
 * with a growing delay. Time is virtual: a step is a delivery.
 */
export class PushQueue {
  readonly #random: Random;
  #waiting: Waiting[] = [];
  /** Messages that failed too often. */
  readonly dead: Letter[] = [];
  #step = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(letter: Letter): void {
    this.#waiting.push({ ...letter, deliveries: 0, notBefore: 0 });
  }

  /** Delivers some messages at the same time; `deliver` returns whether the function acknowledged. */
  async deliverSome(deliver: (letter: Letter) => Promise<boolean>): Promise<void> {
    const ready = this.#waiting.filter(({ notBefore }) => notBefore <= this.#step);
    if (ready.length === 0) {
      this.#step = Math.min(...this.#waiting.map(({ notBefore }) => notBefore));
      return;
    }
    const taken = this.#random.sample(ready, Math.min(ready.length, this.#random.integer([1, 4])));
    this.#waiting = this.#waiting.filter((one) => !taken.includes(one));
    this.#step += taken.length;
    const results = await Promise.all(taken.map(deliver));
    for (const [index, one] of taken.entries()) this.#settle(one, results[index] === true);
  }

  #settle(one: Waiting, isAcknowledged: boolean): void {
    if (isAcknowledged && !this.#random.chance(0.1)) return;
    const deliveries = one.deliveries + (isAcknowledged ? 0 : 1);
    if (deliveries >= MOST_DELIVERIES) {
      this.dead.push(one);
      return;
    }
    const delay = isAcknowledged ? 0 : 2 ** Math.min(deliveries, 6);
    this.#waiting.push({ ...one, deliveries, notBefore: this.#step + delay });
  }
}
