import { MessageTooLargeError } from '../../shared/errors.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import { publishingBus } from './publishing-bus.ts';

const MAX_MESSAGE_BYTES = 10_000_000;

/** Returns a bus that keeps the published messages, and rejects messages above the size limit of Pub/Sub. */
export function keepingBus(messages: Uint8Array[]): EventBus {
  return publishingBus((data) => {
    if (data.length > MAX_MESSAGE_BYTES)
      return Promise.reject(new MessageTooLargeError('too large'));
    messages.push(data);
    return Promise.resolve();
  });
}
