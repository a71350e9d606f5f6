import { z } from 'zod';
import type { MarkerTruth } from '../../simulation/truth/markers.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

const DAY = 86_400_000;

/** Age in days up to which a version is never stale, regardless of the limits of views. */
const FRESH_DAYS = 3;

/** Version markers that are stale at the end. The unit is the marker. */
export const STALE_MARKERS = keyedKind({
  name: 'stale marker',
  rules: [ownRule('SELECT marker FROM marker_health WHERE is_stale')],
  row: z.object({ marker: z.string() }),
  keysOf: ({ marker }) => [marker],
  expected: expectedOf,
});

/**
 * Requires the markers that a fault stalls. Tolerates all others without a new version for some days: their branch had
 * no commit, or its pipeline failed.
 */
function expectedOf(truth: Truth): Expectation {
  const fresh = new Set(
    truth.markers.filter((marker) => isFresh(truth, marker)).map(({ marker }) => marker),
  );
  const known = new Set(truth.markers.map(({ marker }) => marker));
  return {
    required: new Set(truth.stale_markers.map(({ marker }) => marker)),
    isTolerated: (marker) => known.has(marker) && !fresh.has(marker),
  };
}

/** Returns whether the version of a marker is fresh; a repeated write of the same version does not count. */
function isFresh({ end_date }: Truth, { writes }: MarkerTruth): boolean {
  const changes = writes.filter(({ version }, i) => version !== writes[i - 1]?.version);
  const end = Date.parse(end_date) + DAY;
  return end - Date.parse(changes.at(-1)?.written_at ?? '') <= FRESH_DAYS * DAY;
}
