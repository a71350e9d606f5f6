import { MessageTooLargeError } from '../../shared/errors.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';

const MOST_BYTES = 10_000_000;

/** Keeps what is published, and takes no more than any bus does. */
export function keepingBus(messages: Uint8Array[]): EventBus {
  return {
    publish: (data) => {
      if (data.length > MOST_BYTES) return Promise.reject(new MessageTooLargeError('too large'));
      messages.push(data);
      return Promise.resolve();
    },
    subscribe: () => Promise.reject(new Error('nobody listens')),
    close: () => Promise.resolve(),
  };
}
