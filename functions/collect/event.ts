import { InvalidMessageError } from '../../shared/errors.ts';
import type { FinalizedObject } from './collect-object.ts';

/** The parts of a CloudEvent that are used. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data?: unknown;
}

/**
 * Decodes the event about an object that was written: an event of Eventarc, or the notification that the owner of another
 * bucket publishes to a topic (payload `JSON_API_V1`; its attributes contain all that is needed).
 *
 * @returns `undefined` for other notifications, such as those of a deletion
 * @throws InvalidMessageError if the event is of another type or lacks a field
 */
export function decodeObjectFinalized({ type, data }: ReceivedEvent): FinalizedObject | undefined {
  switch (type) {
    case 'google.cloud.storage.object.v1.finalized':
      return { bucket: textAt(data, ['bucket']), name: textAt(data, ['name']) };
    case 'google.cloud.pubsub.topic.v1.messagePublished': {
      const attribute = (name: string) => textAt(data, ['message', 'attributes', name]);
      const object = { bucket: attribute('bucketId'), name: attribute('objectId') };
      return attribute('eventType') === 'OBJECT_FINALIZE' ? object : undefined;
    }
    default:
      throw new InvalidMessageError(`unsupported type of event: ${type}`);
  }
}

/**
 * Returns the text at a path of an event's data. It is checked by hand: this runs for every event, and the schema library
 * takes longer to load than all else that most events need.
 */
function textAt(data: unknown, path: readonly string[]): string {
  let value = data;
  for (const name of path) value = fieldOf(value, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidMessageError(`the event is invalid: ${path.join('.')} is not a text`);
}

function fieldOf(value: unknown, name: string): unknown {
  const isPresent = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isPresent ? Reflect.get(value, name) : undefined;
}
