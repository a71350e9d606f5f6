import { PubSub } from '@google-cloud/pubsub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPubSubBus } from '../../shared/adapters/google/pubsub-bus.ts';
import { BusUnavailableError, UsageError } from '../../shared/errors.ts';
import { describeEventBusContract } from '../contracts/event-bus.ts';
import { PROJECT_ID, startPubSub, type PubSubEmulator } from './emulators.ts';

let emulator: PubSubEmulator;
let client: PubSub;
let topics = 0;

beforeAll(async () => {
  emulator = await startPubSub();
  client = new PubSub({ projectId: PROJECT_ID, apiEndpoint: emulator.apiEndpoint });
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

describeEventBusContract('Pub/Sub', async () => {
  const topic = `topic-${++topics}`;
  const subscription = `${topic}-load`;
  await client.createTopic(topic);
  await client.createSubscription(topic, subscription);
  const { apiEndpoint } = emulator;
  return createPubSubBus({ projectId: PROJECT_ID, topic, subscription, apiEndpoint });
});

describe('a failing Pub/Sub', () => {
  const bytes = Buffer.from('message');

  it('is reported as unavailable if the topic does not exist', async () => {
    const { apiEndpoint } = emulator;
    const bus = createPubSubBus({ projectId: PROJECT_ID, topic: 'no-such-topic', apiEndpoint });
    await expect(bus.publish(bytes)).rejects.toThrow(BusUnavailableError);
    await bus.close();
  });

  it('is reported as unavailable if it does not answer in time', async () => {
    const bus = createPubSubBus({
      projectId: PROJECT_ID,
      topic: 'topic-1',
      apiEndpoint: '127.0.0.1:9',
      publishTimeoutMs: 1_000,
    });
    const began = Date.now();
    await expect(bus.publish(bytes)).rejects.toThrow(BusUnavailableError);
    expect(Date.now() - began).toBeLessThan(10_000);
    await bus.close();
  });

  it('reports an error when a subscription that does not exist is closed', async () => {
    const { apiEndpoint } = emulator;
    const names = { topic: 'topic-1', subscription: 'no-such-subscription' };
    const bus = createPubSubBus({ projectId: PROJECT_ID, ...names, apiEndpoint });
    const subscription = await bus.subscribe(() => Promise.resolve());
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await expect(subscription.close()).rejects.toThrow(BusUnavailableError);
    await expect(bus.close()).rejects.toThrow(BusUnavailableError);
  });

  it('needs the name of a subscription to subscribe', async () => {
    const { apiEndpoint } = emulator;
    const bus = createPubSubBus({ projectId: PROJECT_ID, topic: 'topic-1', apiEndpoint });
    await expect(bus.subscribe(() => Promise.resolve())).rejects.toThrow(UsageError);
    await bus.close();
  });
});
