import { randomUUID } from 'node:crypto';
import { BusUnavailableError, messageOf } from '../../errors.ts';
import { checkMessageSize } from '../../messages/message-size.ts';
import type {
  BusMessage,
  BusSubscriber,
  EventBus,
  GiveUpMessage,
  MessageOrder,
  Subscription,
} from '../../ports/event-bus.ts';
import { RETRIES, type RetryPolicy } from '../../retry/policies.ts';
import { retrying } from '../../retry/retrying.ts';

export interface InProcessBusOptions {
  /** Maximum number of messages that are published and not delivered yet; publishing waits while there are as many. */
  readonly capacity?: number;
  /** How often a message is delivered, and when. */
  readonly retry?: RetryPolicy;
  /** Is called with a message of which every delivery failed; if it fails as well, or is absent, {@link InProcessBus.close} fails. */
  readonly giveUp?: GiveUpMessage | undefined;
}

/** Whether a message was delivered to all subscribers. */
type Delivered = Promise<boolean>;

/**
 * A bus inside this process. When a subscriber has rejected all deliveries of a message, which is given up to nothing else,
 * {@link close} fails, so that no message is lost silently.
 */
export class InProcessBus implements EventBus {
  readonly #capacity: number;
  readonly #retry: RetryPolicy;
  readonly #giveUp: GiveUpMessage | undefined;
  readonly #subscribers = new Set<BusSubscriber>();
  /** Messages that were published and are not delivered yet. */
  readonly #open = new Set<Delivered>();
  /** Calls of {@link publish} that wait for room, the first one first. */
  readonly #waiting: (() => void)[] = [];
  /** Open messages of each group. */
  readonly #groups = new Map<string, Set<Delivered>>();
  /** Groups with a message that was not delivered. */
  readonly #failedGroups = new Set<string>();
  readonly #failures: unknown[] = [];
  /** Begins the ids of messages, which are unique over all runs: dead letters name rejected messages by them. */
  readonly #name = randomUUID();
  #published = 0;
  /** Messages that are open, or have got room and are about to be. */
  #taken = 0;
  #isClosed = false;

  constructor({ capacity = 256, retry = RETRIES.delivery, giveUp }: InProcessBusOptions = {}) {
    this.#capacity = capacity;
    this.#retry = retry;
    this.#giveUp = giveUp;
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
    order?: MessageOrder,
  ): Promise<void> {
    if (this.#isClosed) throw new BusUnavailableError('cannot publish: the bus is closed');
    checkMessageSize(data, attributes);
    const message: BusMessage = { id: `${this.#name}-${++this.#published}`, data, attributes };
    await this.#room();
    const delivered =
      order?.isLast === true
        ? this.#deliverLast(message, order.group)
        : this.#deliverToAll(message);
    this.#keep(delivered, order?.group);
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

  /** Waits until fewer messages are open than the capacity. An open message waits for open ones only, so there will be room. */
  async #room(): Promise<void> {
    if (this.#taken < this.#capacity) {
      this.#taken++;
      return;
    }
    // The room of a delivered message is handed on, so the number of taken ones stays the same.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken--;
    else next();
  }

  /** Remembers an open message, and its group, until it is delivered. */
  #keep(delivered: Delivered, group: string | undefined): void {
    const ofGroup = group === undefined ? undefined : (this.#groups.get(group) ?? new Set());
    if (group !== undefined && ofGroup !== undefined)
      this.#groups.set(group, ofGroup.add(delivered));
    this.#open.add(delivered);
    void delivered.then((success) => {
      this.#open.delete(delivered);
      if (group !== undefined && !success) this.#failedGroups.add(group);
      ofGroup?.delete(delivered);
      if (group !== undefined && ofGroup?.size === 0) this.#groups.delete(group);
      this.#leave();
    });
  }

  /** Delivers the last message of a group after the others, if all of them were delivered. */
  async #deliverLast(message: BusMessage, group: string): Delivered {
    const earlier = await Promise.all([...(this.#groups.get(group) ?? [])]);
    const isFailed = this.#failedGroups.delete(group);
    if (!isFailed && earlier.every((delivered) => delivered)) return this.#deliverToAll(message);
    // Otherwise the failure of the earlier message is reported already.
    if (this.#giveUp === undefined) {
      this.#failures.push(new Error('an earlier message of the same object was not delivered'));
    }
    return false;
  }

  async #deliverToAll(message: BusMessage): Delivered {
    const deliveries = [...this.#subscribers].map((subscriber) =>
      this.#deliver(message, subscriber),
    );
    return (await Promise.all(deliveries)).every((success) => success);
  }

  async #deliver(message: BusMessage, subscriber: BusSubscriber): Delivered {
    let attempts = 0;
    try {
      await retrying(this.#retry, async () => {
        attempts++;
        await subscriber(message);
      });
      return true;
    } catch (error) {
      await this.#fail(message, { error, attempts });
      return false;
    }
  }

  async #fail(message: BusMessage, failure: Parameters<GiveUpMessage>[1]): Promise<void> {
    if (this.#giveUp === undefined) {
      this.#failures.push(failure.error);
      return;
    }
    try {
      await this.#giveUp(message, failure);
    } catch {
      // The reason of the message is that of the delivery, and most often both are the same.
      this.#failures.push(failure.error);
    }
  }

  async #settled(): Promise<void> {
    while (this.#taken > 0) await Promise.all(this.#open);
  }
}
