import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPubSubBus } from '../../../../shared/adapters/google/pubsub-bus.ts';
import { BusUnavailableError, MessageTooLargeError } from '../../../../shared/errors.ts';
import { FakeGoogle } from '../../../support/fake-google.ts';

describe('publishing to Pub/Sub', () => {
  let fake: FakeGoogle;
  beforeEach(async () => {
    fake = await FakeGoogle.start();
  });
  afterEach(() => fake.close());

  const bus = (publishTimeoutMs?: number) =>
    createPubSubBus({ projectId: 'p', topic: 't', apiEndpoint: fake.address, publishTimeoutMs });

  /** Answers the first requests with a status. */
  function fail(status: number, times = Infinity): { asked: number } {
    const count = { asked: 0 };
    fake.intercept = (_, response) => {
      count.asked++;
      if (count.asked > times) return false;
      response.writeHead(status).end('{"error": {"message": "because"}}');
      return true;
    };
    return count;
  }

  it('sends data and attributes as they are', async () => {
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    await bus().publish(data, { table: 'builds' });
    const message = { data: Buffer.from(data).toString('base64'), attributes: { table: 'builds' } };
    expect(fake.published).toEqual([
      { path: '/v1/projects/p/topics/t:publish', body: { messages: [message] } },
    ]);
  });

  it.each([429, 500, 503])('is repeated after status %d', async (status) => {
    const count = fail(status, 2);
    await bus().publish(Buffer.from('message'));
    expect(count.asked).toBe(3);
    expect(fake.published).toHaveLength(1);
  });

  it('fails at once if the topic does not exist', async () => {
    const count = fail(404);
    const publishing = bus().publish(Buffer.from('message'));
    await expect(publishing).rejects.toThrow(BusUnavailableError);
    await expect(publishing).rejects.toThrow('projects/p/topics/t: status 404: because');
    expect(count.asked).toBe(1);
  });

  it('fails after its time', async () => {
    fake.intercept = () => true;
    await expect(bus(200).publish(Buffer.from('message'))).rejects.toThrow(BusUnavailableError);
    fail(503);
    await expect(bus(200).publish(Buffer.from('message'))).rejects.toThrow(BusUnavailableError);
  });

  it('refuses a message that is too large, and one after the end', async () => {
    const open = bus();
    await expect(open.publish(new Uint8Array(10_000_001))).rejects.toThrow(MessageTooLargeError);
    await open.close();
    await expect(open.publish(Buffer.from('message'))).rejects.toThrow(BusUnavailableError);
  });
});
