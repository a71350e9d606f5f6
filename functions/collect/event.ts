import { z } from 'zod';
import { InvalidMessageError } from '../../shared/errors.ts';
import type { FinalizedObject } from './collect-object.ts';

/** The parts of a CloudEvent that are used. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data?: unknown;
}

const storageData = z.object({ bucket: z.string().min(1), name: z.string().min(1) });

const notificationData = z.object({
  message: z.object({
    attributes: z.object({
      eventType: z.string(),
      bucketId: z.string().min(1),
      objectId: z.string().min(1),
    }),
  }),
});

/**
 * Decodes the event about an object that was written: an event of Eventarc, or the notification that the owner of another
 * bucket publishes to a topic (payload `JSON_API_V1`; its attributes contain all that is needed).
 *
 * @returns `undefined` for other notifications, such as those of a deletion
 * @throws InvalidMessageError if the event is of another type or lacks a field
 */
export function decodeObjectFinalized({ type, data }: ReceivedEvent): FinalizedObject | undefined {
  switch (type) {
    case 'google.cloud.storage.object.v1.finalized': {
      const { bucket, name } = check(storageData, data);
      return { bucket, name };
    }
    case 'google.cloud.pubsub.topic.v1.messagePublished': {
      const { eventType, bucketId, objectId } = check(notificationData, data).message.attributes;
      return eventType === 'OBJECT_FINALIZE' ? { bucket: bucketId, name: objectId } : undefined;
    }
    default:
      throw new InvalidMessageError(`unsupported type of event: ${type}`);
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidMessageError(`the event is invalid: ${z.prettifyError(parsed.error)}`);
}
