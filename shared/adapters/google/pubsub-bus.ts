import {
  PubSub,
  SubscriptionCloseBehaviors,
  type Message,
  type Subscription as PubSubSubscription,
  type Topic,
} from '@google-cloud/pubsub';
import { BusUnavailableError, messageOf, UsageError } from '../../errors.ts';
import { checkMessageSize } from '../../messages/message-size.ts';
import type { BusSubscriber, EventBus, Subscription } from '../../ports/event-bus.ts';

const PUBLISH_TIMEOUT_MS = 60_000;

export interface PubSubBusOptions {
  readonly projectId: string;
  readonly topic: string;
  /** Name of an existing subscription to the topic; needed only to subscribe. */
  readonly subscription?: string | undefined;
  /** `host:port` of an emulator. */
  readonly apiEndpoint?: string | undefined;
  /** Time after which publishing a message fails, retries included; 60 seconds by default. */
  readonly publishTimeoutMs?: number | undefined;
}

/** Returns the bus on a Pub/Sub topic and, if one is named, a subscription to it. */
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
    checkMessageSize(data, attributes);
    if (this.#isClosed) throw new BusUnavailableError('cannot publish: the bus is closed');
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
      throw new UsageError('cannot subscribe to Pub/Sub: name a subscription');
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
    // After an error nothing more is delivered; close() then fails with the reason.
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
  return new BusUnavailableError(`${what}: ${messageOf(cause)}`, { cause });
}
