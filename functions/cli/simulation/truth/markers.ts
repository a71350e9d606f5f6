import type { MarkerHistory, MarkerWrite } from '../history/markers.ts';

/** One write of a version marker. */
interface MarkerWriteTruth {
  readonly version: string;
  readonly commit: string;
  readonly written_at: string;
  /** The build that promoted the version; `null` for a write that no simulated build made. */
  readonly promoted_by: string | null;
}

/** A version marker with all its writes, from some days before the window. */
export interface MarkerTruth {
  readonly marker: string;
  readonly branch: string;
  readonly channel: string;
  readonly writes: readonly MarkerWriteTruth[];
}

/** A version that was promoted before any build that tested it had passed. */
interface UntestedPromotionTruth {
  readonly marker: string;
  readonly version: string;
  readonly promoted_at: string;
  readonly promoted_by: string;
  /** The version that the promoting build tested. */
  readonly tested_version: string;
}

/** The part of the truth about version markers. */
export interface MarkersTruth {
  readonly markers: readonly MarkerTruth[];
  /** Markers that a planned fault stalls until the end of the window, with the time of their last write. */
  readonly stale_markers: readonly { readonly marker: string; readonly since: string }[];
  readonly untested_promotions: readonly UntestedPromotionTruth[];
}

/** Returns the truth about version markers. */
export function markersTruth(markers: readonly MarkerHistory[]): MarkersTruth {
  return {
    markers: markers.map(markerTruth),
    stale_markers: markers
      .filter(({ isStalled }) => isStalled)
      .flatMap(({ name, writes }) =>
        writes.slice(-1).map(({ at }) => ({ marker: name, since: timeOf(at) })),
      ),
    untested_promotions: markers.flatMap(untestedPromotions),
  };
}

function markerTruth({ name, branch, channel, writes }: MarkerHistory): MarkerTruth {
  return {
    marker: name,
    branch,
    channel,
    writes: writes.map(({ commit, at, by }) => ({
      version: commit.version,
      commit: commit.sha,
      written_at: timeOf(at),
      promoted_by: by?.path ?? null,
    })),
  };
}

/** Returns the promotions of versions that neither the promoting build nor an earlier one had tested. */
function untestedPromotions({ name, writes }: MarkerHistory): readonly UntestedPromotionTruth[] {
  return writes.flatMap(({ commit, at, by }, i) => {
    const isNew = writes[i - 1]?.commit !== commit;
    const isTested = writes.slice(0, i + 1).some((write) => hasTested(write, commit));
    if (by === undefined || !isNew || isTested) return [];
    return [
      {
        marker: name,
        version: commit.version,
        promoted_at: timeOf(at),
        promoted_by: by.path,
        tested_version: by.commit.version,
      },
    ];
  });
}

function hasTested({ by }: MarkerWrite, commit: MarkerWrite['commit']): boolean {
  return by?.commit === commit;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
