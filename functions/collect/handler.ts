import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { InvalidMessageError } from '../../shared/errors.ts';
import { receivedEvent } from '../../shared/messages/received-event.ts';
import { isInPlaces, type ObjectPlace } from '../../shared/domain/object-place.ts';
import { toBusMessage } from '../../shared/messages/event-message.ts';
import { deadLetterRow } from '../../shared/rows/dead-letter-row.ts';
import { rejectionRow } from '../../shared/rows/ledger-row.ts';
import { collectObject, type FinalizedObject } from './collect-object.ts';
import { decodeObjectFinalized } from './event.ts';
import type { CollectPorts } from './ports.ts';
import { publishRows } from './row-publisher.ts';

/**
 * Creates the function `collect`, which handles CloudEvents. An event that cannot be decoded, or is about an object outside of the
 * places that are read, becomes a dead letter and is recorded in the ledger as `rejected`. An error that may be temporary is thrown, so
 * that the event is delivered again.
 */
export function createCollectHandler(
  ports: CollectPorts,
  places: readonly ObjectPlace[],
): (event: unknown) => Promise<void> {
  return async (event) => {
    let finalized: FinalizedObject | undefined;
    try {
      finalized = decodeObjectFinalized(event);
      if (finalized !== undefined) checkPlace(finalized, places);
    } catch (error) {
      if (!(error instanceof InvalidMessageError)) throw error;
      await reject(event, error, ports);
      return;
    }
    if (finalized !== undefined) await collectObject(finalized, ports);
  };
}

/** @throws InvalidMessageError if an object is in none of the places from which objects are read */
function checkPlace({ bucket, name }: FinalizedObject, places: readonly ObjectPlace[]): void {
  if (isInPlaces({ bucket, name }, places)) return;
  throw new InvalidMessageError(
    `gs://${bucket}/${name} is outside of the buckets that are read, which the variable BUCKETS lists`,
  );
}

async function reject(
  event: unknown,
  error: InvalidMessageError,
  { bus, clock, logger, settings, onRejected }: CollectPorts,
): Promise<void> {
  // The row shortens the reason. A secret that is cut off before it is masked would not be known as one.
  const reason = secretMask(settings.policies.secrets).mask(error.message);
  const original = toBusMessage(event);
  const letter = { functionName: 'collect', original, errorClass: error.name, reason } as const;
  await publishRows(bus, 'dead_letters', [deadLetterRow(letter, clock.now())]);
  const { id } = receivedEvent(event);
  const sizeBytes = original.data.length;
  const row = rejectionRow({ kind: 'event', id, sizeBytes, reason }, clock.now());
  logger.log('ERROR', 'rejected an event', { id: row.object_name, reason: row.reason });
  await publishRows(bus, 'ingested_objects', [row]);
  onRejected?.(reason);
}
