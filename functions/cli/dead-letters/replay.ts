import { randomUUID } from 'node:crypto';
import { secretMask } from '../../../shared/domain/secrets/secret-mask.ts';
import { messageOf } from '../../../shared/errors.ts';
import { toEvent } from '../../../shared/messages/event-message.ts';
import type { BusMessage } from '../../../shared/ports/event-bus.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { createCollectHandler } from '../../collect/handler.ts';
import type { CollectSettings } from '../../collect/ports.ts';
import { load } from '../../load/handler.ts';
import { NO_LOG } from '../no-log.ts';
import { loadingBus } from '../pipeline.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import { changeState, readOriginal, type ListedLetter } from './letters.ts';

/** Where and how letters are replayed. */
export interface Replay {
  readonly warehouse: Warehouse;
  readonly settings: CollectSettings;
  /** The bucket, or the part of one, whose events are handled again; without it only letters of `load` are. */
  readonly source: OpenedSource | undefined;
  /** Whether times of rows must not be of the future, as the function `load` demands. */
  readonly isTimed: boolean;
}

type ReplayPorts = Pick<CliPorts, 'createBus' | 'clock'>;

/**
 * Gives the original of a letter to the function that gave it up, and notes that it was replayed. A letter that fails again waits
 * as before; if it was rejected, it was given up once more.
 *
 * @returns why it failed; `undefined` if it was replayed
 */
export async function replayLetter(
  ports: ReplayPorts,
  letter: ListedLetter,
  replay: Replay,
): Promise<string | undefined> {
  try {
    const { attributes, data, sizeBytes } = await readOriginal(replay.warehouse, letter);
    if (data === undefined) return `its original of ${sizeBytes} bytes was too large to be kept`;
    // Another id than that of the first time, so that a rejection is not taken for a duplicate of it.
    const original = { id: `replay-${randomUUID()}`, data, attributes };
    const handle = letter.function_name === 'load' ? replayLoad : replayCollect;
    const failure = await handle(ports, original, replay);
    if (failure !== undefined) return failure;
    await changeState(replay.warehouse, { letter, state: 'replayed' }, ports.clock.now());
    return undefined;
  } catch (error) {
    return secretMask(replay.settings.policies.secrets).mask(messageOf(error));
  }
}

async function replayLoad(
  { clock }: ReplayPorts,
  original: BusMessage,
  { warehouse, settings, isTimed }: Replay,
): Promise<string | undefined> {
  const { mask } = secretMask(settings.policies.secrets);
  const failures: string[] = [];
  const onRejected = (_id: string, reason: string) => failures.push(reason);
  const ports = { warehouse, clock, logger: NO_LOG, mask, onRejected };
  await load(original, ports, isTimed ? clock.now() : undefined);
  return failures[0];
}

async function replayCollect(
  { createBus, clock }: ReplayPorts,
  original: BusMessage,
  { warehouse, settings, source }: Replay,
): Promise<string | undefined> {
  if (source === undefined) {
    return 'it is about an object: name the bucket that may be read, --source gs://<bucket>';
  }
  const failures: string[] = [];
  const onRejected = (reason: string) => failures.push(reason);
  const common = { clock, logger: NO_LOG, settings };
  const bus = await loadingBus(createBus, { ...common, warehouse }, (_id, reason) => {
    failures.push(reason);
  });
  const { store, bucket, prefix } = source;
  const handle = createCollectHandler({ ...common, store, bus, onRejected }, [{ bucket, prefix }]);
  await handle(toEvent(original)).finally(() => bus.close());
  return failures[0];
}
