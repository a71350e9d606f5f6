import { messageOf } from '../../../shared/errors.ts';
import { RETRIES } from '../../../shared/retry/policies.ts';
import { retrying } from '../../../shared/retry/retrying.ts';
import { collectListed } from '../../collect/collect-listed.ts';
import type { FinalizedObject } from '../../collect/collect-object.ts';
import type { CollectPorts, DeniedObject } from '../../collect/ports.ts';
import type { CollectSummary } from '../../collect/summary.ts';

/** Result of collecting one object. */
export interface Collected {
  /** Results of the objects that were read: for a file of a build, those of all its files. */
  readonly objects: CollectSummary;
  /** Objects to which access is denied: the object itself, or other files of its build. */
  readonly denied: readonly DeniedObject[];
  /** Why the object could not be opened or published. */
  readonly failure?: { readonly name: string; readonly reason: string };
}

/** Collects one object, again after an error that may pass. A failure is part of the result, so that the other objects are still collected. */
export async function collectWithRetries(
  { bucket, name }: FinalizedObject,
  ports: CollectPorts,
): Promise<Collected> {
  try {
    return await retrying(RETRIES.object, () => collectListed({ bucket, name }, ports));
  } catch (error) {
    return { objects: [], denied: [], failure: { name, reason: messageOf(error) } };
  }
}
