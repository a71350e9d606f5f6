import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusUnavailableError, MessageTooLargeError } from '../../shared/errors.ts';
import type { BusMessage, EventBus } from '../../shared/ports/event-bus.ts';

const WAIT_MS = 200_000;

/** Resolves when the condition is true. A bus may take any time to deliver. */
async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the bus did not deliver in time');
    await sleep(10);
  }
}

/** Returns a promise and a function that resolves it. */
function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    opened: promise,
    open: () => {
      resolve(undefined);
    },
  };
}

/**
 * Defines the tests that every EventBus passes.
 *
 * @param setup creates a bus of the test's own; the tests close it
 */
export function describeEventBusContract(name: string, setup: () => Promise<EventBus>): void {
  describe(`EventBus: ${name}`, () => {
    let bus: EventBus;
    const bytes = (value: string): Uint8Array => Buffer.from(value);
    const textOf = (message: BusMessage): string => Buffer.from(message.data).toString();

    /** Subscribes and returns the list of delivered messages. */
    const receive = async (): Promise<BusMessage[]> => {
      const received: BusMessage[] = [];
      await bus.subscribe((message) => {
        received.push(message);
        return Promise.resolve();
      });
      return received;
    };

    beforeEach(async () => {
      bus = await setup();
    });
    afterEach(() => bus.close());

    it('delivers data and attributes as they are', async () => {
      const received = await receive();
      const data = Uint8Array.from({ length: 256 }, (_, index) => index);
      const attributes = { kind: 'test_attempts', 'näme with space': 'Wert 😀' };
      await bus.publish(data, attributes);
      await until(() => received.length > 0);
      expect(Buffer.from(received[0]?.data ?? [])).toEqual(Buffer.from(data));
      expect(received[0]?.attributes).toEqual(attributes);
      expect(received[0]?.id).not.toBe('');
    });

    it('delivers a message without attributes', async () => {
      const received = await receive();
      await bus.publish(bytes('plain'));
      await until(() => received.length > 0);
      expect(received[0]?.attributes).toEqual({});
    });

    it('delivers each of many messages that were published at once', async () => {
      const received = await receive();
      const numbers = Array.from({ length: 1_000 }, (_, index) => `message ${index}`);
      await Promise.all(numbers.map((number) => bus.publish(bytes(number))));
      await until(() => new Set(received.map(textOf)).size === numbers.length);
      expect(new Set(received.map(textOf))).toEqual(new Set(numbers));
      expect(new Set(received.map((message) => message.id)).size).toBe(numbers.length);
    });

    it('delivers large messages', async () => {
      const received = await receive();
      const sizes = [1_000_000, 5_000_000, 9_000_000];
      for (const size of sizes) await bus.publish(Buffer.alloc(size, 'x'));
      const lengths = (): number[] => [...new Set(received.map((message) => message.data.length))];
      await until(() => lengths().length === sizes.length);
      expect(lengths().toSorted((a, b) => a - b)).toEqual(sizes);
    });

    it('refuses a message that is too large', async () => {
      const published = bus.publish(Buffer.alloc(10_000_001));
      await expect(published).rejects.toThrow(MessageTooLargeError);
      const attributes = Object.fromEntries([['much', 'x'.repeat(1_000)]]);
      const together = bus.publish(Buffer.alloc(9_999_500), attributes);
      await expect(together).rejects.toThrow(MessageTooLargeError);
    });

    it('delivers a message again that its subscriber rejected, and still delivers the others', async () => {
      const attempts = new Map<string, number>();
      const taken = new Set<string>();
      await bus.subscribe((message) => {
        const text = textOf(message);
        const attempt = (attempts.get(text) ?? 0) + 1;
        attempts.set(text, attempt);
        if (text.startsWith('hard') && attempt < 3) return Promise.reject(new Error('not now'));
        taken.add(text);
        return Promise.resolve();
      });
      const texts = ['easy 1', 'hard 1', 'easy 2', 'hard 2', 'easy 3'];
      await Promise.all(texts.map((text) => bus.publish(bytes(text))));
      await until(() => taken.size === texts.length);
      expect(attempts.get('hard 1')).toBeGreaterThanOrEqual(3);
      expect(attempts.get('hard 2')).toBeGreaterThanOrEqual(3);
    });

    it('waits for running deliveries before a subscription is closed, and delivers nothing afterwards', async () => {
      const { opened, open } = latch();
      const events: string[] = [];
      const subscription = await bus.subscribe(async (message) => {
        events.push(`began ${textOf(message)}`);
        await opened;
        events.push(`ended ${textOf(message)}`);
      });
      // A bus inside the process may take a message only once it is delivered.
      const publishing = bus.publish(bytes('one'));
      await until(() => events.includes('began one'));
      const closing = subscription.close().then(() => events.push('closed'));
      await sleep(100);
      expect(events).not.toContain('closed');
      open();
      await Promise.all([closing, publishing]);
      expect(events).toEqual(['began one', 'ended one', 'closed']);
      await bus.publish(bytes('two'));
      await sleep(300);
      expect(events).toHaveLength(3);
    });

    it('waits for messages that are being published before it is closed', async () => {
      await receive();
      let taken = 0;
      const publishing = Array.from({ length: 200 }, (_, index) =>
        bus.publish(bytes(`message ${index}`)).then(() => taken++),
      );
      await bus.close();
      expect(taken).toBe(publishing.length);
    });

    it('accepts nothing after it is closed', async () => {
      await bus.close();
      await expect(bus.publish(bytes('late'))).rejects.toThrow(BusUnavailableError);
    });

    it('can be closed twice', async () => {
      await receive();
      await bus.publish(bytes('one'));
      await bus.close();
      await expect(bus.close()).resolves.toBeUndefined();
    });
  });
}
