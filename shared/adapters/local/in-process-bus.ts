import pRetry from 'p-retry';
import { BusUnavailableError, messageOf } from '../../errors.ts';
import { checkMessageSize } from '../../messages/message-size.ts';
import type { BusMessage, BusSubscriber, EventBus, Subscription } from '../../ports/event-bus.ts';

export interface InProcessBusOptions {
  /** Maximum number of deliveries at the same time; publishing waits while there are as many. */
  readonly concurrency?: number;
  /** Maximum number of deliveries of one message. */
  readonly maxDeliveries?: number;
  /** Wait before the second delivery; each further wait is twice as long as the one before. */
  readonly retryMilliseconds?: number;
}

/**
 * A bus inside this process. When a subscriber has rejected all deliveries of a message, {@link close} fails, so that no
 * message is lost silently.
 */
export class InProcessBus implements EventBus {
  readonly #options: Required<InProcessBusOptions>;
  readonly #subscribers = new Set<BusSubscriber>();
  readonly #delivering = new Set<Promise<void>>();
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
    if (this.#isClosed) throw new BusUnavailableError('cannot publish: the bus is closed');
    checkMessageSize(data, attributes);
    while (this.#delivering.size >= this.#options.concurrency) await Promise.race(this.#delivering);
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
      const [cause] = this.#failures;
      throw new BusUnavailableError(
        `${this.#failures.length} messages were not delivered; the first failed with: ${messageOf(cause)}`,
        { cause },
      );
    }
  }

  #start(message: BusMessage, subscriber: BusSubscriber): void {
    const delivery = this.#deliver(message, subscriber).finally(() => {
      this.#delivering.delete(delivery);
    });
    this.#delivering.add(delivery);
  }

  async #deliver(message: BusMessage, subscriber: BusSubscriber): Promise<void> {
    const { maxDeliveries, retryMilliseconds } = this.#options;
    try {
      await pRetry(() => subscriber(message), {
        retries: maxDeliveries - 1,
        minTimeout: retryMilliseconds,
      });
    } catch (error) {
      this.#failures.push(error);
    }
  }

  async #settled(): Promise<void> {
    while (this.#delivering.size > 0) await Promise.all(this.#delivering);
  }
}
