import { z } from 'zod';
import type { BusMessage } from '../../shared/ports/event-bus.ts';
import { load, type LoadPorts } from './handler.ts';

/** What is used of a CloudEvent of type `google.cloud.pubsub.topic.v1.messagePublished`. */
export interface ReceivedMessage {
  readonly id: string;
  readonly data?: unknown;
}

const published = z.object({
  message: z.object({
    data: z.base64().default(''),
    messageId: z.string().optional(),
    attributes: z.record(z.string(), z.string()).default({}),
  }),
});

/** The function `load`: takes the CloudEvent of a published message. */
export function createLoadFunction(ports: LoadPorts): (event: ReceivedMessage) => Promise<void> {
  return async (event) => {
    await load(toBusMessage(event), ports);
  };
}

/** What is no message at all goes on as an empty one, and is recorded as what cannot be read. */
function toBusMessage({ id, data }: ReceivedMessage): BusMessage {
  const parsed = published.safeParse(data);
  if (!parsed.success) return { id, data: new Uint8Array(0), attributes: {} };
  const { message } = parsed.data;
  return {
    id: message.messageId ?? id,
    data: Buffer.from(message.data, 'base64'),
    attributes: message.attributes,
  };
}
