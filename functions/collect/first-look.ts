import { isOfNoKind } from '../../shared/artifacts/object-name.ts';
import type { PathStrategy } from '../../shared/artifacts/path-strategy.ts';
import { InvalidMessageError } from '../../shared/errors.ts';
import { openedOnce } from '../opened-once.ts';
import { decodeObjectFinalized } from './event.ts';

/** Handles a CloudEvent; an error makes it be delivered again. */
export type CollectHandler = (event: unknown) => Promise<void>;

/**
 * Creates the function `collect` out of its handler, which is opened when the first event arrives that needs it. Most events
 * are about objects of no known kind: they are done after a look at the name, before readers and clients are loaded.
 *
 * @param open loads the handler; if it fails, the event fails, and the next one calls it again
 */
export function withFirstLook(
  pathStrategy: PathStrategy,
  open: () => Promise<CollectHandler>,
): CollectHandler {
  const opened = openedOnce(open);
  return async (event) => {
    if (isDone(event, pathStrategy)) return;
    const handle = await opened();
    await handle(event);
  };
}

/** Returns whether there is nothing to do for an event. An invalid event is recorded by the handler. */
function isDone(event: unknown, pathStrategy: PathStrategy): boolean {
  try {
    const object = decodeObjectFinalized(event);
    return object === undefined || isOfNoKind(object.name, pathStrategy);
  } catch (error) {
    if (error instanceof InvalidMessageError) return false;
    throw error;
  }
}
