import { FAULT_RULES } from '../catalog/faults.ts';
import type { MarkerStall } from './fault.ts';
import type { FaultPlanning } from './planning.ts';

const HOUR = 3_600_000;

/** Picks the branches whose markers stand still, and since when. */
export function planMarkerStalls(planning: FaultPlanning): readonly MarkerStall[] {
  return FAULT_RULES.markers.stalls.flatMap(({ id, count, branches, hours }) => {
    const of = ['marker-stall', id] as const;
    return planning.choose(branches, String, { of, count }).map((branch) => {
      const still = planning.random(...of, branch).between(hours) * HOUR;
      const from = planning.input.window.end - Math.round(still);
      return { id: `stall-${id}-${branch}`, branch, from };
    });
  });
}
