import { InvalidMessageError } from '../../shared/errors.ts';
import { rejectionRow } from '../../shared/rows/ledger-row.ts';
import { collectObject, type FinalizedObject } from './collect-object.ts';
import { decodeObjectFinalized, type ReceivedEvent } from './event.ts';
import type { CollectPorts } from './ports.ts';
import { publishRows } from './row-publisher.ts';

/**
 * Creates the function `collect`, which handles CloudEvents. An event that cannot be decoded is recorded in the ledger as
 * `rejected`. An error that may be temporary is thrown, so that the event is delivered again.
 */
export function createCollectHandler(ports: CollectPorts): (event: ReceivedEvent) => Promise<void> {
  return async (event) => {
    let finalized: FinalizedObject | undefined;
    try {
      finalized = decodeObjectFinalized(event);
    } catch (error) {
      if (!(error instanceof InvalidMessageError)) throw error;
      await reject(event, error, ports);
      return;
    }
    if (finalized !== undefined) await collectObject(finalized, ports);
  };
}

async function reject(
  { id, data }: ReceivedEvent,
  { message: reason }: InvalidMessageError,
  { bus, clock, logger }: CollectPorts,
): Promise<void> {
  logger.log('ERROR', 'rejected an event', { id, reason });
  const sizeBytes = JSON.stringify(data ?? null).length;
  const row = rejectionRow({ kind: 'event', id, sizeBytes, reason }, clock.now());
  await publishRows(bus, 'ingested_objects', [row]);
}
