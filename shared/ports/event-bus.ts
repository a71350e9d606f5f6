/** A message that a bus delivers. */
export interface BusMessage {
  /** Assigned by the bus. */
  readonly id: string;
  readonly data: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
  /** Time at which it was published, as the bus writes it, if the bus tells it. */
  readonly publishedAt?: string | undefined;
}

/** Handles one message. When the promise rejects, the message is delivered again. */
export type BusSubscriber = (message: BusMessage) => Promise<void>;

/** Why a message is given up. */
export interface GivenUp {
  /** The error of its last delivery. */
  readonly error: unknown;
  /** Number of its deliveries, if it is known. */
  readonly attempts?: number | undefined;
}

/** Takes a message that is not delivered again. */
export type GiveUpMessage = (message: BusMessage, failure: GivenUp) => Promise<void>;

export interface Subscription {
  /** Stops delivery; resolves when all running deliveries have ended. */
  close(): Promise<void>;
}

/** The place of a message among those of one reading. */
export interface MessageOrder {
  /** Name of the object or build that the messages were read from. */
  readonly group: string;
  /** Whether the message is the last one of its group, such as the row of the ledger that counts the others' rows. */
  readonly isLast: boolean;
}

/** Carries messages from collect to load: each at least once, in any order. */
export interface EventBus {
  /**
   * Publishes a message; resolves when the bus guarantees its delivery.
   *
   * @param order a bus within a process delivers the last message of a group after all that were published before it, and
   *   not at all if one of them could not be delivered; other buses deliver in any order
   * @throws MessageTooLargeError if data and attributes have more than 10 MB together
   * @throws BusUnavailableError if the bus cannot take the message now
   */
  publish(
    data: Uint8Array,
    attributes?: Readonly<Record<string, string>>,
    order?: MessageOrder,
  ): Promise<void>;

  /** Delivers every message that is published from now on to the subscriber, and again after each failure. */
  subscribe(subscriber: BusSubscriber): Promise<Subscription>;

  /** Waits for the messages that are being published, then closes all connections. */
  close(): Promise<void>;
}

/** The part of a bus that publishes. */
export type Publisher = Pick<EventBus, 'publish'>;
