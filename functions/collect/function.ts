import { InvalidMessageError } from '../../shared/errors.ts';
import { publishRows } from './row-publisher.ts';
import { rejectionRow } from '../../shared/rows/ledger-row.ts';
import { decodeObjectFinalized, type ReceivedEvent } from './event.ts';
import { collect, type ObjectFinalized } from './handler.ts';
import type { CollectPorts } from './ports.ts';

/**
 * The function `collect`: takes a CloudEvent. An event that nobody can read is recorded in the ledger as `rejected`;
 * anything that may work later throws, so that the event is delivered again.
 */
export function createCollectFunction(
  ports: CollectPorts,
): (event: ReceivedEvent) => Promise<void> {
  return async (event) => {
    let finalized: ObjectFinalized | undefined;
    try {
      finalized = decodeObjectFinalized(event);
    } catch (error) {
      if (!(error instanceof InvalidMessageError)) throw error;
      await reject(event, error, ports);
      return;
    }
    if (finalized !== undefined) await collect(finalized, ports);
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
