/** A message as the bus carries it. */
export interface BusMessage {
  /** Given by the bus on delivery. */
  readonly id: string;
  readonly data: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Takes one message. When it rejects, the message is delivered again. */
export type BusSubscriber = (message: BusMessage) => Promise<void>;

export interface Subscription {
  /** Stops delivery; resolves when no delivery is under way any more. */
  close(): Promise<void>;
}

/** Carries messages from collect to load: at least once, in any order. */
export interface EventBus {
  /**
   * Resolves when the bus has taken the message for good.
   *
   * @throws MessageTooLargeError when the message is beyond what a bus carries (10 MB)
   * @throws BusUnavailableError when the bus cannot take it now
   */
  publish(data: Uint8Array, attributes?: Readonly<Record<string, string>>): Promise<void>;

  /** Delivers every message published from now on to the subscriber, again after a failure. */
  subscribe(subscriber: BusSubscriber): Promise<Subscription>;

  /** Waits until everything published has been taken, then lets go of all connections. */
  close(): Promise<void>;
}
