import { describe, expect, test } from 'vitest';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { BusUnavailableError, UnreadableArtifactError } from '../../../shared/errors.ts';
import type { BusMessage } from '../../../shared/ports/event-bus.ts';
import { RETRIES } from '../../../shared/retry/policies.ts';
import { describeEventBusContract } from '../../contracts/event-bus.ts';

const TWO_ATTEMPTS = { ...RETRIES.delivery, attempts: 2, firstWaitMs: 1 };

describeEventBusContract('in process', () => Promise.resolve(new InProcessBus()));

test('closing fails after a message whose subscriber rejected every delivery', async () => {
  const bus = new InProcessBus({ retry: TWO_ATTEMPTS });
  let deliveries = 0;
  await bus.subscribe(() => {
    deliveries++;
    return Promise.reject(new Error('no'));
  });
  await bus.publish(Buffer.from('x'));
  await expect(bus.close()).rejects.toThrow(BusUnavailableError);
  expect(deliveries).toBe(2);
});

test('publishing waits while as many messages as the capacity are not delivered', async () => {
  const bus = new InProcessBus({ capacity: 2 });
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  await bus.subscribe(() => gate);
  await bus.publish(Buffer.from('1'));
  await bus.publish(Buffer.from('2'));
  let isTaken = false;
  const third = bus.publish(Buffer.from('3')).then(() => {
    isTaken = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isTaken).toBe(false);
  open(undefined);
  await third;
  await bus.close();
});

test('the ids of messages are unique over buses, as those of several runs', async () => {
  const ids: string[] = [];
  for (const bus of [new InProcessBus(), new InProcessBus()]) {
    await bus.subscribe(({ id }) => {
      ids.push(id);
      return Promise.resolve();
    });
    await bus.publish(Buffer.from('x'));
    await bus.publish(Buffer.from('y'));
    await bus.close();
  }
  expect(new Set(ids).size).toBe(4);
});

describe('a message that is given up', () => {
  const down = new Error('no space');

  /** Publishes a message whose subscriber rejects every delivery; returns what was given up. */
  async function givenUp(error: Error, giveUp: () => Promise<void>) {
    const given: { message: BusMessage; attempts: number | undefined; error: unknown }[] = [];
    const bus = new InProcessBus({
      retry: TWO_ATTEMPTS,
      giveUp: (message, { error: last, attempts }) => {
        given.push({ message, attempts, error: last });
        return giveUp();
      },
    });
    await bus.subscribe(() => Promise.reject(error));
    await bus.publish(Buffer.from('x'), { table: 'builds' });
    return { bus, given };
  }

  test('is handed over with its last error and the number of its deliveries, and closing succeeds', async () => {
    const { bus, given } = await givenUp(down, () => Promise.resolve());
    await bus.close();
    expect(given).toMatchObject([
      {
        message: { data: Buffer.from('x'), attributes: { table: 'builds' } },
        attempts: 2,
        error: down,
      },
    ]);
  });

  test('is not delivered again after a permanent error', async () => {
    const { bus, given } = await givenUp(new UnreadableArtifactError('no'), () =>
      Promise.resolve(),
    );
    await bus.close();
    expect(given).toMatchObject([{ attempts: 1 }]);
  });

  test('makes closing fail if it cannot be handed over', async () => {
    const { bus } = await givenUp(down, () => Promise.reject(new Error('no space either')));
    await expect(bus.close()).rejects.toThrow(
      '1 messages were not delivered; the first failed with: no space',
    );
  });
});

test('a slow subscriber slows publishing: the number of messages that are not delivered stays within the capacity', async () => {
  const capacity = 8;
  const bus = new InProcessBus({ capacity });
  let [published, delivered, most] = [0, 0, 0];
  await bus.subscribe(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    delivered++;
  });
  // Readers of objects without rows publish nothing but the last message of a group.
  const readers = Array.from({ length: 40 }, async (_, reader) => {
    for (let object = 0; object < 10; object++) {
      const group = `${reader}/${object}`;
      if (object % 2 === 0) await bus.publish(Buffer.from('rows'), {}, { group, isLast: false });
      await bus.publish(Buffer.from('ledger'), {}, { group, isLast: true });
      published += object % 2 === 0 ? 2 : 1;
      most = Math.max(most, published - delivered);
    }
  });
  await Promise.all(readers);
  await bus.close();
  expect(delivered).toBe(600);
  // A reader counts its two messages together.
  expect(most).toBeLessThanOrEqual(capacity + 2);
});

describe('the last message of a group', () => {
  const [rows, last] = [
    { group: 'object', isLast: false },
    { group: 'object', isLast: true },
  ];

  test('is delivered after the others, whenever they are, and holds nothing up', async () => {
    const bus = new InProcessBus({ capacity: 3 });
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const received: string[] = [];
    await bus.subscribe(async ({ data }) => {
      const text = Buffer.from(data).toString();
      if (text.startsWith('rows')) await gate;
      received.push(text);
    });
    await bus.publish(Buffer.from('rows'), {}, rows);
    await bus.publish(Buffer.from('ledger'), {}, last);
    await bus.publish(Buffer.from('ledger of another'), {}, { group: 'other', isLast: true });
    await new Promise((resolve) => setImmediate(resolve));
    expect(received).toEqual(['ledger of another']);
    open(undefined);
    await bus.close();
    expect(received).toEqual(['ledger of another', 'rows', 'ledger']);
  });

  test('is not delivered if another one had failed before it was published', async () => {
    const bus = new InProcessBus({ retry: { ...TWO_ATTEMPTS, attempts: 1 } });
    const received: string[] = [];
    await bus.subscribe(({ data }) => {
      received.push(Buffer.from(data).toString());
      return Promise.reject(new Error('no space'));
    });
    await bus.publish(Buffer.from('rows'), {}, rows);
    await new Promise((resolve) => setImmediate(resolve));
    await bus.publish(Buffer.from('ledger'), {}, last);
    await expect(bus.close()).rejects.toThrow('2 messages were not delivered');
    expect(received).toEqual(['rows']);
  });

  test('is not delivered if another one was not', async () => {
    const bus = new InProcessBus({ retry: { ...TWO_ATTEMPTS, attempts: 1 } });
    const received: string[] = [];
    await bus.subscribe(({ data }) => {
      const text = Buffer.from(data).toString();
      if (text === 'lost rows') return Promise.reject(new Error('no space'));
      received.push(text);
      return Promise.resolve();
    });
    await bus.publish(Buffer.from('lost rows'), {}, rows);
    await bus.publish(Buffer.from('rows'), {}, rows);
    await bus.publish(Buffer.from('ledger'), {}, last);
    await expect(bus.close()).rejects.toThrow(
      '2 messages were not delivered; the first failed with: no space',
    );
    expect(received).toEqual(['rows']);
  });
});

test('publishing waits while the messages that are not delivered have as many bytes as may be kept', async () => {
  const bus = new InProcessBus({ capacityBytes: 10 });
  const gates = [0, 1, 2].map(() => Promise.withResolvers<undefined>());
  await bus.subscribe(({ data }) => gates[data.at(0) ?? 0]?.promise ?? Promise.resolve());
  const published: number[] = [];
  const messages = [[0], [1, ...Array<number>(19).fill(0)], [2]].map((bytes, index) =>
    bus.publish(Uint8Array.from(bytes)).then(() => published.push(index)),
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  expect(published).toEqual([0]);
  // A larger one is published when there is no other.
  gates[0]?.resolve(undefined);
  await turn();
  expect(published).toEqual([0, 1]);
  gates[1]?.resolve(undefined);
  await turn();
  expect(published).toEqual([0, 1, 2]);
  gates[2]?.resolve(undefined);
  await Promise.all(messages);
  await bus.close();
});
