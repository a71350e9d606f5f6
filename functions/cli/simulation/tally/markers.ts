import type { MarkerHistory, MarkerWrite } from '../markers/history.ts';
import type { MarkersTruth, MarkerTruth, UntestedPromotionTruth } from '../markers/truth.ts';

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
