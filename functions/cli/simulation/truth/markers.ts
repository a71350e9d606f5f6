import type { MarkerHistory, MarkerWrite } from '../history/markers.ts';

/** One writing of a version marker. */
export interface MarkerWriteTruth {
  readonly version: string;
  readonly commit: string;
  readonly written_at: string;
  /** The build that promoted the version; `null` if it was none that is simulated. */
  readonly promoted_by: string | null;
}

/** A version marker with all its history, which begins some days before the window. */
export interface MarkerTruth {
  readonly marker: string;
  readonly branch: string;
  readonly channel: string;
  readonly writes: readonly MarkerWriteTruth[];
}

/** A version that was promoted before any build had tested it and passed. */
export interface UntestedPromotionTruth {
  readonly marker: string;
  readonly version: string;
  readonly promoted_at: string;
  readonly promoted_by: string;
  /** What that build had under test instead. */
  readonly tested_version: string;
}

/** What is true of version markers. */
export interface MarkersTruth {
  readonly markers: readonly MarkerTruth[];
  /** Markers that stand still at the end, as planned, and since when. */
  readonly stale_markers: readonly { readonly marker: string; readonly since: string }[];
  readonly untested_promotions: readonly UntestedPromotionTruth[];
}

/** The truth about version markers. */
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

/** A build that passed has tested its own version; another one may have tested it before. */
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
