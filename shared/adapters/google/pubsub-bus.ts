import type { Message, PubSub, Subscription as PubSubSubscription } from '@google-cloud/pubsub';
import { BusUnavailableError, messageOf, UsageError } from '../../errors.ts';
import { checkMessageSize } from '../../messages/message-size.ts';
import type { BusSubscriber, EventBus, Subscription } from '../../ports/event-bus.ts';
import { ANSWER_TIMEOUTS_MS, RETRIES } from '../../retry/policies.ts';
import { GoogleService } from './service.ts';

const SCOPE = 'https://www.googleapis.com/auth/pubsub';

export interface PubSubBusOptions {
  readonly projectId: string;
  readonly topic: string;
  /** Name of an existing subscription to the topic; needed only to subscribe. */
  readonly subscription?: string | undefined;
  /** `host:port` of an emulator. */
  readonly apiEndpoint?: string | undefined;
  /** Time after which publishing a message fails, retries included; by default that of the policy. */
  readonly publishTimeoutMs?: number | undefined;
  /** Time within which the service has to answer an attempt to publish; by default a quarter of a minute. */
  readonly answerTimeoutMs?: number | undefined;
}

/**
 * Returns the bus on a Pub/Sub topic and, if one is named, a subscription to it. It publishes by plain requests; Google's
 * client, which takes long to load, is loaded to subscribe only.
 */
export function createPubSubBus(options: PubSubBusOptions): EventBus {
  return new PubSubBus(options);
}

class PubSubBus implements EventBus {
  readonly #options: PubSubBusOptions;
  readonly #service: GoogleService;
  readonly #topic: string;
  readonly #subscriptions = new Set<OpenSubscription>();
  readonly #publishing = new Set<Promise<unknown>>();
  #client: PubSub | undefined;
  #isClosed = false;

  constructor(options: PubSubBusOptions) {
    const { projectId, topic, apiEndpoint } = options;
    this.#options = options;
    this.#topic = `projects/${projectId}/topics/${topic}`;
    const { answerTimeoutMs = ANSWER_TIMEOUTS_MS.publish } = options;
    this.#service = new GoogleService({
      ...(apiEndpoint === undefined
        ? { origin: 'https://pubsub.googleapis.com', scope: SCOPE }
        : { origin: `http://${apiEndpoint}`, scope: undefined }),
      answerTimeoutMs,
    });
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    checkMessageSize(data, attributes);
    if (this.#isClosed) throw new BusUnavailableError('cannot publish: the bus is closed');
    const message = { data: Buffer.from(data).toString('base64'), attributes };
    const publishing = this.#service.json(`/v1/${this.#topic}:publish`, {
      body: { messages: [message] },
      timeoutMs: this.#options.publishTimeoutMs ?? RETRIES.publish.totalMs,
      retry: RETRIES.publish,
    });
    this.#publishing.add(publishing);
    try {
      await publishing;
    } catch (error) {
      throw unavailable(`cannot publish to ${this.#topic}`, error);
    } finally {
      this.#publishing.delete(publishing);
    }
  }

  async subscribe(subscriber: BusSubscriber): Promise<Subscription> {
    const { projectId, subscription: name, apiEndpoint } = this.#options;
    if (name === undefined) {
      throw new UsageError('cannot subscribe to Pub/Sub: name a subscription');
    }
    // Bundled, a CommonJS package that is imported later has its default export only.
    const { default: library } = await import('@google-cloud/pubsub');
    const { PubSub, SubscriptionCloseBehaviors } = library;
    this.#client ??= new PubSub({ projectId, ...(apiEndpoint !== undefined && { apiEndpoint }) });
    const subscription = this.#client.subscription(name, {
      closeOptions: { behavior: SubscriptionCloseBehaviors.WaitForProcessing },
    });
    const open = new OpenSubscription(subscription, subscriber);
    this.#subscriptions.add(open);
    return open;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#publishing);
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#client?.close();
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

function unavailable(what: string, cause: unknown): BusUnavailableError {
  return new BusUnavailableError(`${what}: ${messageOf(cause)}`, { cause });
}
