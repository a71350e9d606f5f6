import { describe, expect, test } from 'vitest';
import { ThreadBus } from '../../../../../functions/cli/readers/thread-bus.ts';
import { MessageTooLargeError } from '../../../../../shared/errors.ts';

function keeping(): { readonly bus: ThreadBus; readonly sent: unknown[] } {
  const sent: unknown[] = [];
  const bus = new ThreadBus({ postMessage: (message) => sent.push(message) });
  return { bus, sent };
}

describe('a message', () => {
  test('is sent as a copy, because small buffers share their memory', async () => {
    const { bus, sent } = keeping();
    const data = Buffer.from('rows');
    await bus.publish(data, { table: 'builds' });
    data.fill(0);
    expect(sent).toEqual([
      {
        kind: 'publish',
        data: new Uint8Array(Buffer.from('rows')),
        attributes: { table: 'builds' },
      },
    ]);
  });

  test('that is too large for a bus is refused', async () => {
    await expect(keeping().bus.publish(new Uint8Array(10_000_001))).rejects.toThrow(
      MessageTooLargeError,
    );
  });

  test('waits while the main thread has many to take over', async () => {
    const { bus, sent } = keeping();
    const all = Promise.all(Array.from({ length: 40 }, () => bus.publish(Buffer.from('rows'))));
    await Promise.resolve();
    const before = sent.length;
    expect(before).toBeLessThan(40);
    for (let published = 0; published < 40; published++) {
      bus.published(1);
      await new Promise(setImmediate);
    }
    await all;
    expect(sent).toHaveLength(40);
  });
});
