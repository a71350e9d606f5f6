import type { MessagePort } from 'node:worker_threads';
import { checkMessageSize } from '../../../shared/messages/message-size.ts';
import type { EventBus, MessageOrder, Subscription } from '../../../shared/ports/event-bus.ts';
import type { FromReader } from './messages.ts';

/** Messages that may be on their way to the main thread; publishing waits while there are as many. */
const MAX_WAITING = 32;

/** The bus of a reader thread: it hands messages to the main thread, whose bus delivers them. */
export class ThreadBus implements EventBus {
  readonly #port: Pick<MessagePort, 'postMessage'>;
  readonly #waiting: (() => void)[] = [];
  #sent = 0;

  constructor(port: Pick<MessagePort, 'postMessage'>) {
    this.#port = port;
  }

  async publish(
    data: Uint8Array,
    attributes: Readonly<Record<string, string>> = {},
    order?: MessageOrder,
  ): Promise<void> {
    checkMessageSize(data, attributes);
    while (this.#sent >= MAX_WAITING) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#sent++;
    // A copy, because small buffers share their memory with others; it is handed over without another one.
    const copy = new Uint8Array(data);
    const message: FromReader = { kind: 'publish', data: copy, attributes, order };
    this.#port.postMessage(message, [copy.buffer]);
  }

  /** Notes that the main thread has taken over some messages. */
  published(count: number): void {
    this.#sent -= count;
    for (const proceed of this.#waiting.splice(0, count)) proceed();
  }

  subscribe(): Promise<Subscription> {
    throw new Error('messages are delivered in the main thread: subscribe to its bus');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
