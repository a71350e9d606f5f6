import { InvalidMessageError, UnknownMessageError } from '../../shared/errors.ts';
import { decodeMessage } from '../../shared/messages/message.ts';
import type { BusMessage } from '../../shared/ports/event-bus.ts';
import type { DeadLetter, GivingUpFunction } from '../../shared/rows/dead-letter-row.ts';

/**
 * Begins the names of the attributes that Pub/Sub adds to a message when it forwards it to a dead-letter topic
 * (https://cloud.google.com/pubsub/docs/dead-letter-topics).
 */
const FORWARDED = 'CloudPubSubDeadLetterSource';

/** The class of the error if no error is known. */
const UNKNOWN_CLASS = 'DeliveryAttemptsExhausted';

/**
 * Returns the dead letter of a message that Pub/Sub has forwarded after too many deliveries. Pub/Sub does not tell why they
 * failed; for a message of rows it is found by decoding them.
 *
 * @param now milliseconds since 1970
 */
export function forwardedLetter(message: BusMessage, now: number): DeadLetter {
  const { attributes, publishedAt } = message;
  const added = (name: string): string | undefined => attributes[FORWARDED + name];
  const own = Object.entries(attributes).filter(([name]) => !name.startsWith(FORWARDED));
  const original = {
    ...message,
    attributes: Object.fromEntries(own),
    publishedAt: added('TopicPublishTime') ?? publishedAt,
  };
  const functionName = functionOf(original);
  const fault = functionName === 'load' ? faultOf(original, now) : undefined;
  const attempts = Number(added('DeliveryCount') ?? Number.NaN);
  return {
    functionName,
    original,
    errorClass: fault?.name ?? UNKNOWN_CLASS,
    reason: fault?.message ?? unknownReason(functionName, added('DeliveryErrorMessage')),
    attempts: Number.isSafeInteger(attempts) ? attempts : undefined,
    subscription: added('Subscription')?.split('/').at(-1),
  };
}

/** Returns the function that takes a message: the messages of `load` name the table of their rows and their version. */
function functionOf({ attributes }: BusMessage): GivingUpFunction {
  return 'table' in attributes && 'version' in attributes ? 'load' : 'collect';
}

/** Returns the error that `load` throws for a message, if it is one of the message. */
function faultOf({ data }: BusMessage, now: number): Error | undefined {
  try {
    decodeMessage(data, now);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidMessageError || error instanceof UnknownMessageError) return error;
    throw error;
  }
}

function unknownReason(functionName: GivingUpFunction, told: string | undefined): string {
  const reason = `every delivery failed; the log of the function ${functionName} has the errors`;
  return told === undefined ? reason : `${reason}; Pub/Sub says: ${told}`;
}
