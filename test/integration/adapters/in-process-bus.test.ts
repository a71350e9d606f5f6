import { expect, test } from '@jest/globals';
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
