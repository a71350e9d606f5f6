import { z } from 'zod';
import { receivedEvent } from '../../shared/messages/received-event.ts';
import type { BusMessage } from '../../shared/ports/event-bus.ts';

const publishedSchema = z.object({
  message: z.object({
    data: z.base64().default(''),
    messageId: z.string().optional(),
    attributes: z.record(z.string(), z.string()).default({}),
  }),
});

/**
 * Returns the message that a CloudEvent of type `google.cloud.pubsub.topic.v1.messagePublished` carries. An event of another form gives an empty message, which is then
 * recorded as rejected.
 */
export function toBusMessage(event: unknown): BusMessage {
  const { id, data } = receivedEvent(event);
  const parsed = publishedSchema.safeParse(data);
  if (!parsed.success) return { id, data: new Uint8Array(0), attributes: {} };
  const { message } = parsed.data;
  return {
    id: message.messageId ?? id,
    data: Buffer.from(message.data, 'base64'),
    attributes: message.attributes,
  };
}
