import { Random } from '../random/random.ts';
import type { NumberedRun, Run } from './run.ts';

/** Build ids count milliseconds from here, in the bits above the lowest 22. */
const EPOCH = 1_288_834_974_657n;
const TIME_SHIFT = 22n;
const LOW_BITS = 2 ** 22 - 1;

/** Gives every run a build id, unique and growing; runs have to come in the order of their time. */
export function numbered(seed: number, runs: readonly Run[]): readonly NumberedRun[] {
  let last = 0n;
  return runs.map((run) => {
    const low = BigInt(new Random(seed, 'build-id', run.key).integer([0, LOW_BITS]));
    const id = ((BigInt(run.triggeredAt) - EPOCH) << TIME_SHIFT) | low;
    last = id > last ? id : last + 1n;
    return { ...run, buildId: last.toString() };
  });
}
