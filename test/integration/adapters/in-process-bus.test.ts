import { describe, expect, test } from '@jest/globals';
import { InProcessBus } from '../../../shared/adapters/local/in-process-bus.ts';
import { BusUnavailableError } from '../../../shared/errors.ts';
import { describeEventBusContract } from '../../contracts/event-bus.ts';

describeEventBusContract('in process', () => Promise.resolve(new InProcessBus()));

test('closing fails after a message whose subscriber rejected every delivery', async () => {
  const bus = new InProcessBus({ maxDeliveries: 2, retryMilliseconds: 1 });
  let deliveries = 0;
  await bus.subscribe(() => {
    deliveries++;
    return Promise.reject(new Error('no'));
  });
  await bus.publish(Buffer.from('x'));
  await expect(bus.close()).rejects.toThrow(BusUnavailableError);
  expect(deliveries).toBe(2);
});

test('publishing waits while the maximum number of deliveries is running', async () => {
  const bus = new InProcessBus({ concurrency: 2 });
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

describe('the last message of a group', () => {
  const [rows, last] = [
    { group: 'object', isLast: false },
    { group: 'object', isLast: true },
  ];

  test('is delivered after the others, whenever they are, and holds nothing up', async () => {
    const bus = new InProcessBus({ concurrency: 2 });
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

  test('is not delivered if another one was not', async () => {
    const bus = new InProcessBus({ maxDeliveries: 1 });
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
