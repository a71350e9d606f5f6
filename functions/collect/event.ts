import { InvalidMessageError } from '../../shared/errors.ts';
import { fieldOf, receivedEvent } from '../../shared/messages/received-event.ts';
import type { FinalizedObject } from './collect-object.ts';

/**
 * Decodes the event about an object that was written: an event of Eventarc, or the notification that the owner of another
 * bucket publishes to a topic (payload `JSON_API_V1`; its attributes contain all that is needed).
 *
 * @returns `undefined` for other notifications, such as those of a deletion
 * @throws InvalidMessageError if the event is of another type or lacks a field
 */
export function decodeObjectFinalized(event: unknown): FinalizedObject | undefined {
  const { type, data } = receivedEvent(event);
  switch (type) {
    case 'google.cloud.storage.object.v1.finalized':
      return { bucket: textAt(data, ['bucket']), name: textAt(data, ['name']) };
    case 'google.cloud.pubsub.topic.v1.messagePublished': {
      const attribute = (name: string) => textAt(data, ['message', 'attributes', name]);
      const object = { bucket: attribute('bucketId'), name: attribute('objectId') };
      return attribute('eventType') === 'OBJECT_FINALIZE' ? object : undefined;
    }
    default:
      throw new InvalidMessageError(
        `unsupported type of event: ${type === '' ? 'not a text' : type}`,
      );
  }
}

/** Returns the text at a path of an event's data. */
function textAt(data: unknown, path: readonly string[]): string {
  let value = data;
  for (const name of path) value = fieldOf(value, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidMessageError(`the event is invalid: ${path.join('.')} is not a text`);
}
