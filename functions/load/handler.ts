import { InvalidMessageError, messageOf, RefusedRowsError } from '../../shared/errors.ts';
import { toBusMessage } from '../../shared/messages/event-message.ts';
import { decodeMessage, type MessageRows } from '../../shared/messages/message.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { BusMessage, GivenUp } from '../../shared/ports/event-bus.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { deadLetterRow } from '../../shared/rows/dead-letter-row.ts';
import { rejectionRow } from '../../shared/rows/ledger-row.ts';
import type { TableName } from '../../shared/schema/tables.ts';

/** Ports of {@link load}. */
export interface LoadPorts {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hides the secrets in what is said about a message that is rejected; it may be loaded for the first one. */
  readonly mask: (text: string) => string | Promise<string>;
  /** Is called with the id of each message that was rejected, and the reason. */
  readonly onRejected?: (id: string, reason: string) => void;
}

/** Creates the function `load`, which takes CloudEvents: it appends the rows of each message that Pub/Sub delivers. */
export function createLoadHandler(ports: LoadPorts): (event: unknown) => Promise<void> {
  return (event) => load(toBusMessage(event), ports, ports.clock.now());
}

/**
 * Appends the rows of one message to the warehouse. An invalid message, and one with rows that the warehouse refuses,
 * becomes a dead letter, is recorded in the ledger as `rejected`, and counts as handled: a second delivery would not help.
 *
 * @param now the current time, which times of rows must not be after; without it, as for messages of this process, every time is
 *   possible: the clock of a machine at home may be wrong
 * @throws WarehouseUnavailableError if the rows cannot be written now: the message is to be delivered again
 * @throws UnknownMessageError if the message is of a newer version: it is to be delivered again, until that is deployed
 */
export async function load(message: BusMessage, ports: LoadPorts, now?: number): Promise<void> {
  let decoded: MessageRows;
  try {
    decoded = decodeMessage(message.data, now);
  } catch (error) {
    if (!(error instanceof InvalidMessageError)) throw error;
    await reject(message, error, ports);
    return;
  }
  try {
    await append(decoded, ports.warehouse);
  } catch (error) {
    if (!(error instanceof RefusedRowsError)) throw error;
    await reject(message, error, ports);
  }
}

/** Ties the type of the rows to that of the table, which a call on the union of all tables cannot do. */
async function append<T extends TableName>(
  { table, rows }: MessageRows<T>,
  warehouse: Warehouse,
): Promise<void> {
  await warehouse.append(table, rows);
}

async function reject(
  message: BusMessage,
  error: InvalidMessageError | RefusedRowsError,
  ports: LoadPorts,
): Promise<void> {
  const { warehouse, clock, logger, onRejected } = ports;
  const { id, data } = message;
  const reason = await giveUp(message, { error }, ports);
  logger.log('ERROR', 'rejected a message', { id, reason });
  const row = rejectionRow({ kind: 'message', id, sizeBytes: data.length, reason }, clock.now());
  await warehouse.append('ingested_objects', [row]);
  onRejected?.(id, reason);
}

/**
 * Stores a message as a dead letter.
 *
 * @returns the reason without secrets
 * @throws WarehouseUnavailableError if it cannot be stored now
 */
export async function giveUp(
  original: BusMessage,
  { error, attempts }: GivenUp,
  { warehouse, clock, mask }: LoadPorts,
): Promise<string> {
  const reason = await mask(messageOf(error));
  const errorClass = error instanceof Error ? error.name : typeof error;
  const letter = { functionName: 'load', original, errorClass, reason, attempts } as const;
  await warehouse.append('dead_letters', [deadLetterRow(letter, clock.now())]);
  return reason;
}
