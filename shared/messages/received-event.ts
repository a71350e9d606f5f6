/** The parts of a CloudEvent that are used. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data?: unknown;
}

/**
 * Returns the parts of an event that are used, whatever was received: an id or a type that is not a text is an empty one. It is
 * checked by hand: this runs for every event, and the schema library takes longer to load than all else that most events need.
 */
export function receivedEvent(event: unknown): ReceivedEvent {
  return {
    id: textOf(fieldOf(event, 'id')),
    type: textOf(fieldOf(event, 'type')),
    data: fieldOf(event, 'data'),
  };
}

/** Returns an own property of a value, and `undefined` if it has none of that name or is not an object. */
export function fieldOf(value: unknown, name: string): unknown {
  const isPresent = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isPresent ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
