import type { EventBus } from '../../shared/ports/event-bus.ts';

/** Returns a bus that hands each message to a function at once, and has no subscriptions. */
export function publishingBus(
  publish: (data: Uint8Array, attributes: Readonly<Record<string, string>>) => Promise<void>,
): EventBus {
  return {
    publish: (data, attributes = {}) => publish(data, attributes),
    subscribe: () => Promise.reject(new Error('this bus has no subscriptions')),
    close: () => Promise.resolve(),
  };
}
