import type { FaultPlanning } from './planning.ts';

/** A branch whose version markers are not written any more until the end of the window, although it has newer commits. */
export interface MarkerStall {
  readonly id: string;
  readonly branch: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
}

const HOUR = 3_600_000;

/** Plans the branches whose version markers stall, and the times from which on they stall. */
export function planMarkerStalls(planning: FaultPlanning): readonly MarkerStall[] {
  return planning.input.rules.markers.stalls.flatMap(({ id, count, branches, hours }) => {
    const of = ['marker-stall', id] as const;
    return planning.choose(branches, String, { of, count }).map((branch) => {
      const stalled = planning.random(...of, branch).between(hours) * HOUR;
      const from = planning.input.window.end - Math.round(stalled);
      return { id: `stall-${id}-${branch}`, branch, from };
    });
  });
}
