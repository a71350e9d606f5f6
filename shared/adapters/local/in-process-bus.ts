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
  /** Maximum number of bytes of these messages, unless there is only one. */
  readonly capacityBytes?: number;
  /** How often a message is delivered, and when. */
  readonly retry?: RetryPolicy;
  /** Is called with a message of which every delivery failed; if it fails as well, or is absent, {@link InProcessBus.close} fails. */
  readonly giveUp?: GiveUpMessage | undefined;
}

/** A call of {@link InProcessBus.publish} that waits for room. */
interface Waiting {
  readonly bytes: number;
  readonly proceed: () => void;
}

/** Whether a message was delivered to all subscribers. */
type Delivered = Promise<boolean>;

/**
 * A bus inside this process. When a subscriber has rejected all deliveries of a message, which is given up to nothing else,
 * {@link close} fails, so that no message is lost silently.
 */
export class InProcessBus implements EventBus {
  readonly #capacity: number;
  readonly #capacityBytes: number;
  readonly #retry: RetryPolicy;
  readonly #giveUp: GiveUpMessage | undefined;
  readonly #subscribers = new Set<BusSubscriber>();
  /** Messages that were published and are not delivered yet. */
  readonly #open = new Set<Delivered>();
  /** Calls of {@link publish} that wait for room, the first one first. */
  readonly #waiting: Waiting[] = [];
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
  /** The bytes of these messages. */
  #takenBytes = 0;
  #isClosed = false;

  constructor({
    capacity = 1024,
    capacityBytes = 16 * 1024 ** 2,
    retry = RETRIES.delivery,
    giveUp,
  }: InProcessBusOptions = {}) {
    this.#capacity = capacity;
    this.#capacityBytes = capacityBytes;
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
    await this.#room(data.length);
    const delivered =
      order?.isLast === true
        ? this.#deliverLast(message, order.group)
        : this.#deliverToAll(message);
    this.#keep(delivered, data.length, order?.group);
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

  /** Waits until there is room for a message. An open message waits for open ones only, so there will be room. */
  async #room(bytes: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#hasRoom(bytes)) this.#take(bytes);
    else await new Promise<void>((proceed) => this.#waiting.push({ bytes, proceed }));
  }

  #hasRoom(bytes: number): boolean {
    const hasBytes = this.#takenBytes + bytes <= this.#capacityBytes;
    return this.#taken === 0 || (this.#taken < this.#capacity && hasBytes);
  }

  #take(bytes: number): void {
    this.#taken++;
    this.#takenBytes += bytes;
  }

  /** Gives the room of a delivered message to those that wait. */
  #leave(bytes: number): void {
    this.#taken--;
    this.#takenBytes -= bytes;
    for (let [next] = this.#waiting; next && this.#hasRoom(next.bytes); [next] = this.#waiting) {
      this.#waiting.shift();
      this.#take(next.bytes);
      next.proceed();
    }
  }

  /** Remembers an open message, and its group, until it is delivered. */
  #keep(delivered: Delivered, bytes: number, group: string | undefined): void {
    const ofGroup = group === undefined ? undefined : (this.#groups.get(group) ?? new Set());
    if (group !== undefined && ofGroup !== undefined)
      this.#groups.set(group, ofGroup.add(delivered));
    this.#open.add(delivered);
    void delivered.then((success) => {
      this.#open.delete(delivered);
      if (group !== undefined && !success) this.#failedGroups.add(group);
      ofGroup?.delete(delivered);
      if (group !== undefined && ofGroup?.size === 0) this.#groups.delete(group);
      this.#leave(bytes);
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
