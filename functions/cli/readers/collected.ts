import pRetry from 'p-retry';
import { CiSignalError, messageOf } from '../../../shared/errors.ts';
import { collectObject, type FinalizedObject } from '../../collect/collect-object.ts';
import type { CollectPorts } from '../../collect/ports.ts';
import type { CollectSummary } from '../../collect/summary.ts';

/** Result of collecting one object. */
export interface Collected {
  /** Results of the objects that were read: for a file of a build, those of all its files. */
  readonly objects: CollectSummary;
  /** Why the object could not be opened or published. */
  readonly failure?: { readonly name: string; readonly reason: string };
}

/** Like an event in the cloud, an object is tried again after an error that may be temporary. */
const RETRY = {
  retries: 2,
  minTimeout: 200,
  factor: 1,
  shouldRetry: ({ error }: { readonly error: Error }) =>
    error instanceof CiSignalError && error.isTransient,
};

/** Collects one object. A failure is part of the result, so that the other objects are still collected. */
export async function collectWithRetries(
  { bucket, name }: FinalizedObject,
  ports: CollectPorts,
): Promise<Collected> {
  try {
    return { objects: await pRetry(() => collectObject({ bucket, name }, ports), RETRY) };
  } catch (error) {
    return { objects: [], failure: { name, reason: messageOf(error) } };
  }
}
