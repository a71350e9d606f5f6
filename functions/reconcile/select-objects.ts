import type { ObjectVersion } from '../../shared/domain/object.ts';
import type { CollectSettings } from '../collect/ports.ts';
import {
  compareObjects,
  type ComparedObject,
  type LedgerComparison,
  type ListedCounts,
} from './compare-objects.ts';
import { buildOf, isToRead } from './object-state.ts';

/** Input of {@link selectObjects}. */
export interface Selection extends Pick<
  LedgerComparison,
  | 'source'
  | 'ledger'
  | 'again'
  | 'filter'
  | 'ranges'
  | 'onDeleted'
  | 'largestPage'
  | 'isLate'
  | 'onStopped'
  | 'now'
> {
  readonly settings: CollectSettings;
  /** Is called with each object that was compared with the ledger. */
  readonly onCompared?: ((compared: ComparedObject) => void) | undefined;
  /** Is asked before each object that was compared; the selection ends without it if the answer is true. */
  readonly isEnough?: ((next: ComparedObject) => boolean | Promise<boolean>) | undefined;
}

/** Numbers of objects, which {@link selectObjects} increases. */
export interface SelectedCounts extends ListedCounts {
  /** Objects that the ledger has at the same generation and parser version, or that were withdrawn at their generation. */
  unchanged: number;
  /** Objects that the ledger has so, and of which rows are missing: they are read again. */
  incomplete: number;
  /** Objects of which rows are still missing after several readings: they are not read again. */
  givenUp: number;
  /** Objects to which access is denied, and which are not read again yet. */
  denied: number;
}

/** Returns the numbers before anything was selected. */
export function noneSelected(): SelectedCounts {
  return {
    seen: 0,
    otherKinds: 0,
    filtered: 0,
    unchanged: 0,
    incomplete: 0,
    givenUp: 0,
    denied: 0,
  };
}

/**
 * Yields the objects of a source that have to be collected: one file of each build is enough, because collect reads all
 * files of a build.
 */
export async function* selectObjects(
  { settings, onCompared, isEnough, ...selection }: Selection,
  counts: SelectedCounts,
): AsyncGenerator<ObjectVersion> {
  let lastBuild: string | undefined;
  for await (const compared of compareObjects({ ...selection, naming: settings }, counts)) {
    if ((await isEnough?.(compared)) === true) return;
    onCompared?.(compared);
    const { object, artifact, state } = compared;
    const build = buildOf(artifact);
    if (state === 'short') counts.incomplete++;
    if (state === 'given_up') counts.givenUp++;
    else if (state === 'denied') counts.denied++;
    else if (!isToRead(state)) counts.unchanged++;
    else if (build === undefined || build !== lastBuild) {
      lastBuild = build ?? lastBuild;
      yield object;
    }
  }
}
