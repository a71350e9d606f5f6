import {
  PubSub,
  SubscriptionCloseBehaviors,
  type Message,
  type Subscription as PubSubSubscription,
  type Topic,
} from '@google-cloud/pubsub';
import { BusUnavailableError, MessageTooLargeError, UsageError } from '../../errors.ts';
import type { BusSubscriber, EventBus, Subscription } from '../../ports/event-bus.ts';

/** What Pub/Sub takes: data and attributes together. */
const MAX_MESSAGE_BYTES = 10_000_000;
const PUBLISH_TIMEOUT_MS = 60_000;

export interface PubSubBusOptions {
  readonly projectId: string;
  readonly topic: string;
  /** Exists already, and belongs to the topic; needed only to subscribe. */
  readonly subscription?: string | undefined;
  /** host:port of an emulator. */
  readonly apiEndpoint?: string | undefined;
  /** How long a message is offered to the service, retries included. */
  readonly publishTimeoutMs?: number | undefined;
}

/** A topic of Pub/Sub, and a subscription to it. */
export function createPubSubBus(options: PubSubBusOptions): EventBus {
  return new PubSubBus(options);
}

class PubSubBus implements EventBus {
  readonly #client: PubSub;
  readonly #topic: Topic;
  readonly #subscriptionName: string | undefined;
  readonly #subscriptions = new Set<OpenSubscription>();
  readonly #publishing = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(options: PubSubBusOptions) {
    const { projectId, topic, subscription, apiEndpoint } = options;
    this.#client = new PubSub({ projectId, ...(apiEndpoint !== undefined && { apiEndpoint }) });
    this.#topic = this.#client.topic(topic, {
      gaxOpts: publishWithin(options.publishTimeoutMs ?? PUBLISH_TIMEOUT_MS),
    });
    this.#subscriptionName = subscription;
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const size = sizeOf(data, attributes);
    if (size > MAX_MESSAGE_BYTES) {
      throw new MessageTooLargeError(
        `a message of ${size} bytes; Pub/Sub takes ${MAX_MESSAGE_BYTES}`,
      );
    }
    if (this.#isClosed) throw new BusUnavailableError('the bus is closed');
    const publishing = this.#topic.publishMessage({ data: Buffer.from(data), attributes });
    this.#publishing.add(publishing);
    try {
      await publishing;
    } catch (error) {
      throw unavailable(`cannot publish to ${this.#topic.name}`, error);
    } finally {
      this.#publishing.delete(publishing);
    }
  }

  async subscribe(subscriber: BusSubscriber): Promise<Subscription> {
    if (this.#subscriptionName === undefined) {
      throw new UsageError('to subscribe to Pub/Sub, name a subscription');
    }
    const subscription = this.#client.subscription(this.#subscriptionName, {
      closeOptions: { behavior: SubscriptionCloseBehaviors.WaitForProcessing },
    });
    const open = new OpenSubscription(subscription, subscriber);
    this.#subscriptions.add(open);
    return Promise.resolve(open);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#publishing);
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#client.close();
  }
}

class OpenSubscription implements Subscription {
  readonly #subscription: PubSubSubscription;
  readonly #delivering = new Set<Promise<void>>();
  #failure: BusUnavailableError | undefined;
  #closing: Promise<void> | undefined;

  constructor(subscription: PubSubSubscription, subscriber: BusSubscriber) {
    this.#subscription = subscription;
    subscription.on('message', (message: Message) => {
      const delivering = deliver(message, subscriber).finally(() => {
        this.#delivering.delete(delivering);
      });
      this.#delivering.add(delivering);
    });
    // After an error nothing is delivered any more; whoever closes the subscription is told why.
    subscription.on('error', (error: Error) => {
      this.#failure = unavailable(`cannot receive from ${subscription.name}`, error);
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#subscription.close();
    await Promise.all(this.#delivering);
    if (this.#failure !== undefined) throw this.#failure;
  }
}

async function deliver(message: Message, subscriber: BusSubscriber): Promise<void> {
  const { id, data, attributes } = message;
  try {
    await subscriber({ id, data, attributes });
    message.ack();
  } catch {
    message.nack();
  }
}

function sizeOf(data: Uint8Array, attributes: Readonly<Record<string, string>>): number {
  const texts = Object.entries(attributes).flat();
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), data.length);
}

function publishWithin(totalTimeoutMillis: number) {
  return {
    retry: {
      backoffSettings: {
        initialRetryDelayMillis: 100,
        retryDelayMultiplier: 2,
        maxRetryDelayMillis: 5_000,
        initialRpcTimeoutMillis: totalTimeoutMillis,
        rpcTimeoutMultiplier: 1,
        maxRpcTimeoutMillis: totalTimeoutMillis,
        totalTimeoutMillis,
      },
    },
  };
}

function unavailable(what: string, cause: unknown): BusUnavailableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new BusUnavailableError(`${what}: ${why}`, { cause });
}
