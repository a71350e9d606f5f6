import type { MaskText } from '../../shared/domain/secrets/secret-mask.ts';
import { toBusMessage } from '../../shared/messages/event-message.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { deadLetterRow } from '../../shared/rows/dead-letter-row.ts';
import { forwardedLetter } from './forwarded-letter.ts';

/** Ports of the function `dead-letters`. */
export interface DeadLettersPorts {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hides the secrets in the reason of a dead letter. */
  readonly mask: MaskText;
}

/**
 * Creates the function `dead-letters`, which takes CloudEvents: it stores each message that Pub/Sub forwards to the dead-letter
 * topic. An error is thrown, so that the message is delivered again.
 */
export function createDeadLettersHandler({
  warehouse,
  clock,
  logger,
  mask,
}: DeadLettersPorts): (event: unknown) => Promise<void> {
  return async (event) => {
    const now = clock.now();
    const letter = forwardedLetter(toBusMessage(event), now);
    const reason = mask(letter.reason);
    const row = deadLetterRow({ ...letter, reason }, now);
    await warehouse.append('dead_letters', [row]);
    const { dead_letter_id, function_name, subscription, attempts } = row;
    const fields = { dead_letter_id, function_name, subscription, attempts, reason };
    logger.log('ERROR', 'stored a message that Pub/Sub gave up', fields);
  };
}
