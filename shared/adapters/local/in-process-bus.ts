import { setTimeout as sleep } from 'node:timers/promises';
import { BusUnavailableError, MessageTooLargeError } from '../../errors.ts';
import type { BusMessage, BusSubscriber, EventBus, Subscription } from '../../ports/event-bus.ts';

/** What Pub/Sub takes; the same here, so that what works on one machine works in the cloud. */
const MAX_MESSAGE_BYTES = 10_000_000;

export interface InProcessBusOptions {
  /** Messages under way at once; publishing waits beyond that. */
  readonly concurrency?: number;
  /** Deliveries of a message before it is given up. */
  readonly maxDeliveries?: number;
  /** Wait before the second delivery; each further wait is twice as long. */
  readonly retryMilliseconds?: number;
}

/**
 * A bus inside this process. Publishing waits while too much is under way; a message that its subscriber keeps
 * refusing makes {@link close} fail, so that nothing is lost unsaid.
 */
export class InProcessBus implements EventBus {
  readonly #options: Required<InProcessBusOptions>;
  readonly #subscribers = new Set<BusSubscriber>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];
  #published = 0;
  #isClosed = false;

  constructor(options: InProcessBusOptions = {}) {
    this.#options = { concurrency: 256, maxDeliveries: 5, retryMilliseconds: 50, ...options };
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    if (this.#isClosed) throw new BusUnavailableError('the bus is closed');
    const size = data.length + Buffer.byteLength(Object.entries(attributes).flat().join(''));
    if (size > MAX_MESSAGE_BYTES) throw new MessageTooLargeError(`a message of ${size} bytes`);
    while (this.#underWay.size >= this.#options.concurrency) await Promise.race(this.#underWay);
    const message: BusMessage = { id: String(++this.#published), data, attributes };
    for (const subscriber of this.#subscribers) this.#start(message, subscriber);
  }

  subscribe(subscriber: BusSubscriber): Promise<Subscription> {
    this.#subscribers.add(subscriber);
    return Promise.resolve({
      close: async () => {
        this.#subscribers.delete(subscriber);
        await this.#settled();
      },
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#settled();
    if (this.#failures.length > 0) {
      throw new BusUnavailableError(`${this.#failures.length} messages could not be delivered`, {
        cause: this.#failures[0],
      });
    }
  }

  #start(message: BusMessage, subscriber: BusSubscriber): void {
    const delivery = this.#deliver(message, subscriber).finally(() => {
      this.#underWay.delete(delivery);
    });
    this.#underWay.add(delivery);
  }

  async #deliver(message: BusMessage, subscriber: BusSubscriber): Promise<void> {
    const { maxDeliveries, retryMilliseconds } = this.#options;
    for (let delivery = 1; ; delivery++) {
      try {
        await subscriber(message);
        return;
      } catch (error) {
        if (delivery >= maxDeliveries) {
          this.#failures.push(error);
          return;
        }
        await sleep(retryMilliseconds * 2 ** (delivery - 1));
      }
    }
  }

  async #settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
