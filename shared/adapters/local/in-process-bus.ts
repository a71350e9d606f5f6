import { randomUUID } from 'node:crypto';
import pRetry from 'p-retry';
import { BusUnavailableError, messageOf } from '../../errors.ts';
import { checkMessageSize } from '../../messages/message-size.ts';
import type {
  BusMessage,
  BusSubscriber,
  EventBus,
  MessageOrder,
  Subscription,
} from '../../ports/event-bus.ts';

export interface InProcessBusOptions {
  /** Maximum number of deliveries at the same time; publishing waits while there are as many. */
  readonly concurrency?: number;
  /** Maximum number of deliveries of one message. */
  readonly maxDeliveries?: number;
  /** Wait before the second delivery; each further wait is twice as long as the one before. */
  readonly retryMilliseconds?: number;
}

/** Whether a message was delivered to all subscribers. */
type Delivered = Promise<boolean>;

/**
 * A bus inside this process. When a subscriber has rejected all deliveries of a message, {@link close} fails, so that no
 * message is lost silently.
 */
export class InProcessBus implements EventBus {
  readonly #options: Required<InProcessBusOptions>;
  readonly #subscribers = new Set<BusSubscriber>();
  /** Messages that were published and are not delivered yet. */
  readonly #open = new Set<Delivered>();
  readonly #delivering = new Set<Delivered>();
  /** Open messages of each group. */
  readonly #groups = new Map<string, Set<Delivered>>();
  readonly #failures: unknown[] = [];
  /** Begins the ids of messages, which are unique over all runs: the ledger names rejected messages by them. */
  readonly #name = randomUUID();
  #published = 0;
  #isClosed = false;

  constructor(options: InProcessBusOptions = {}) {
    this.#options = { concurrency: 256, maxDeliveries: 5, retryMilliseconds: 50, ...options };
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
    order?: MessageOrder,
  ): Promise<void> {
    if (this.#isClosed) throw new BusUnavailableError('cannot publish: the bus is closed');
    checkMessageSize(data, attributes);
    const message: BusMessage = { id: `${this.#name}-${++this.#published}`, data, attributes };
    const taken = Promise.withResolvers<undefined>();
    const send = async (): Delivered => {
      while (this.#delivering.size >= this.#options.concurrency)
        await Promise.race(this.#delivering);
      const delivered = this.#deliverToAll(message);
      taken.resolve(undefined);
      return await delivered;
    };
    if (order?.isLast !== true) {
      this.#keep(send(), order?.group);
      await taken.promise;
      return;
    }
    const earlier = [...(this.#groups.get(order.group) ?? [])];
    this.#keep(this.#afterAll(earlier, send), order.group);
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

  /** Remembers an open message, and its group, until it is delivered. */
  #keep(delivered: Delivered, group: string | undefined): void {
    const ofGroup = group === undefined ? undefined : (this.#groups.get(group) ?? new Set());
    if (group !== undefined && ofGroup !== undefined)
      this.#groups.set(group, ofGroup.add(delivered));
    this.#open.add(delivered);
    void delivered.then(() => {
      this.#open.delete(delivered);
      ofGroup?.delete(delivered);
      if (group !== undefined && ofGroup?.size === 0) this.#groups.delete(group);
    });
  }

  /** Sends the last message of a group after the others, if all of them were delivered. */
  async #afterAll(earlier: readonly Delivered[], send: () => Delivered): Delivered {
    if ((await Promise.all(earlier)).every((delivered) => delivered)) return await send();
    this.#failures.push(new Error('an earlier message of the same object was not delivered'));
    return false;
  }

  #deliverToAll(message: BusMessage): Delivered {
    const deliveries = [...this.#subscribers].map((subscriber) =>
      this.#deliver(message, subscriber),
    );
    const delivered = Promise.all(deliveries).then((each) => each.every((success) => success));
    this.#delivering.add(delivered);
    return delivered.finally(() => {
      this.#delivering.delete(delivered);
    });
  }

  async #deliver(message: BusMessage, subscriber: BusSubscriber): Delivered {
    const { maxDeliveries, retryMilliseconds } = this.#options;
    try {
      await pRetry(() => subscriber(message), {
        retries: maxDeliveries - 1,
        minTimeout: retryMilliseconds,
      });
      return true;
    } catch (error) {
      this.#failures.push(error);
      return false;
    }
  }

  async #settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }
}
