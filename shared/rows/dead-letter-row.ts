import { createHash } from 'node:crypto';
import { dateOf } from '../domain/build-start.ts';
import type { BusMessage } from '../ports/event-bus.ts';
import type { DeadLettersRow } from '../schema/tables.ts';
import { MAX_ID, MAX_REASON } from './ledger-row.ts';
import { beginningOf } from '../domain/shortened.ts';

/** Functions whose events or messages can become dead letters. */
export type GivingUpFunction = 'collect' | 'load';

/** Bytes of an original that are kept: more than collect writes into a message, and little enough for a row of BigQuery. */
const MAX_ORIGINAL_BYTES = 5_000_000;

/** Hexadecimal digits of an id. */
const ID_LENGTH = 16;

/** An event or a message that is given up. */
export interface DeadLetter {
  readonly functionName: GivingUpFunction;
  readonly original: BusMessage;
  /** Name of the error. */
  readonly errorClass: string;
  /** Why it is given up, without secrets. */
  readonly reason: string;
  /** Number of deliveries, if it is known. */
  readonly attempts?: number | undefined;
  /** The subscription that forwarded it. */
  readonly subscription?: string | undefined;
}

/**
 * Returns the row of an event or a message that is given up.
 *
 * @param now milliseconds since 1970
 */
export function deadLetterRow(letter: DeadLetter, now: number): DeadLettersRow {
  const { functionName, original, errorClass, reason, attempts, subscription } = letter;
  const { id, data, attributes, publishedAt } = original;
  return {
    ...stateRow({ id: deadLetterId(functionName, original), functionName, state: 'waiting' }, now),
    message_id: beginningOf(id, MAX_ID),
    subscription: subscription ?? null,
    error_class: errorClass,
    reason: beginningOf(reason, MAX_REASON),
    attempts: attempts ?? null,
    attributes,
    data_base64: data.length > MAX_ORIGINAL_BYTES ? null : Buffer.from(data).toString('base64'),
    size_bytes: data.length,
    published_at: isoTime(publishedAt),
  };
}

/** A change of the state of a dead letter. */
export interface StateChange {
  readonly id: string;
  readonly functionName: GivingUpFunction;
  readonly state: 'waiting' | 'replayed' | 'discarded' | 'withdrawn';
}

/**
 * Returns the row after which a dead letter has another state.
 *
 * @param now milliseconds since 1970
 */
export function stateRow({ id, functionName, state }: StateChange, now: number): DeadLettersRow {
  const recordedAt = new Date(now).toISOString();
  return {
    dead_letter_id: id,
    recorded_date: dateOf(recordedAt),
    recorded_at: recordedAt,
    state,
    function_name: functionName,
    message_id: null,
    subscription: null,
    error_class: null,
    reason: null,
    attempts: null,
    attributes: null,
    data_base64: null,
    size_bytes: null,
    published_at: null,
  };
}

/** Returns the id of a dead letter, which is the same for the same original, since the same one may be given up several times. */
function deadLetterId(
  functionName: GivingUpFunction,
  { data, attributes }: Pick<BusMessage, 'data' | 'attributes'>,
): string {
  const sorted = Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([functionName, sorted]))
    .update(data)
    .digest('hex')
    .slice(0, ID_LENGTH);
}

/** Returns a time in ISO 8601 with milliseconds, and `null` if there is none or it is not one. */
function isoTime(time: string | undefined): string | null {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
