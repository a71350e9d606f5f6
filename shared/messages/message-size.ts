import { MessageTooLargeError } from '../errors.ts';

/** Limit of Pub/Sub for the data and the attributes of a message together. Every bus has it, so that all behave alike. */
const MAX_MESSAGE_BYTES = 10_000_000;

/**
 * Checks that a message is not larger than a bus accepts.
 *
 * @throws MessageTooLargeError if it is
 */
export function checkMessageSize(
  data: Uint8Array,
  attributes: Readonly<Record<string, string>>,
): void {
  const texts = Object.entries(attributes).flat();
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), data.length);
  if (size <= MAX_MESSAGE_BYTES) return;
  throw new MessageTooLargeError(
    `cannot publish a message of ${size} bytes: the limit is ${MAX_MESSAGE_BYTES}`,
  );
}
