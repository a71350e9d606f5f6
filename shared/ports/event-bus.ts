/** A message that a bus delivers. */
export interface BusMessage {
  /** Assigned by the bus. */
  readonly id: string;
  readonly data: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Handles one message. When the promise rejects, the message is delivered again. */
export type BusSubscriber = (message: BusMessage) => Promise<void>;

export interface Subscription {
  /** Stops delivery; resolves when all running deliveries have ended. */
  close(): Promise<void>;
}

/** Carries messages from collect to load: each at least once, in any order. */
export interface EventBus {
  /**
   * Publishes a message; resolves when the bus guarantees its delivery.
   *
   * @throws MessageTooLargeError if data and attributes have more than 10 MB together
   * @throws BusUnavailableError if the bus cannot take the message now
   */
  publish(data: Uint8Array, attributes?: Readonly<Record<string, string>>): Promise<void>;

  /** Delivers every message that is published from now on to the subscriber, and again after each failure. */
  subscribe(subscriber: BusSubscriber): Promise<Subscription>;

  /** Waits for the messages that are being published, then closes all connections. */
  close(): Promise<void>;
}
