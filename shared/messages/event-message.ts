import { z } from 'zod';
import type { BusMessage } from '../ports/event-bus.ts';
import { receivedEvent, type ReceivedEvent } from './received-event.ts';

/** Type of the CloudEvents that carry a message of Pub/Sub. */
export const MESSAGE_PUBLISHED = 'google.cloud.pubsub.topic.v1.messagePublished';

/** Attribute with the type of an event that is not a message of Pub/Sub, as CloudEvents name it in messages. */
const TYPE_ATTRIBUTE = 'ce-type';

const publishedSchema = z.object({
  message: z.object({
    data: z.base64().default(''),
    messageId: z.string().optional(),
    publishTime: z.string().optional(),
    attributes: z.record(z.string(), z.string()).default({}),
  }),
});

/** Returns the message that a CloudEvent carries; one of another form becomes a message of its type and its data as JSON. */
export function toBusMessage(event: unknown): BusMessage {
  const { id, type, data } = receivedEvent(event);
  const parsed = type === MESSAGE_PUBLISHED ? publishedSchema.safeParse(data).data : undefined;
  if (parsed === undefined) {
    return { id, data: Buffer.from(jsonOf(data)), attributes: { [TYPE_ATTRIBUTE]: type } };
  }
  const { message } = parsed;
  return {
    id: message.messageId ?? id,
    data: Buffer.from(message.data, 'base64'),
    attributes: message.attributes,
    publishedAt: message.publishTime,
  };
}

/** Returns the event that {@link toBusMessage} makes a message of. */
export function toEvent({ id, data, attributes }: BusMessage): ReceivedEvent {
  const type = attributes[TYPE_ATTRIBUTE];
  const bytes = Buffer.from(data);
  if (type !== undefined) return { id, type, data: valueOf(bytes.toString()) };
  const message = { messageId: id, data: bytes.toString('base64'), attributes };
  return { id, type: MESSAGE_PUBLISHED, data: { message } };
}

/** Returns a value as JSON; an empty text if it is nested too deep to be written. */
function jsonOf(value: unknown): string {
  try {
    return value === undefined ? '' : JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function valueOf(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
