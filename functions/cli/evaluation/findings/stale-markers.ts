import type { MarkerTruth } from '../../simulation/truth/markers.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const DAY = 86_400_000;

/** A marker with a version as young as this does not stand still, whoever's limit it is. */
const FRESH_DAYS = 3;

const OUR_STALE_MARKERS = 'SELECT marker FROM marker_health WHERE is_stale';

const rowsSchema = z.array(z.object({ marker: z.string() }));

/**
 * Version markers that stand still at the end. Required are those that were made to; tolerated is every other one without
 * a new version for some days: its branch may have had no commit, or its pipeline have failed.
 */
export const STALE_MARKERS: FindingKind = {
  name: 'stale marker',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_STALE_MARKERS }],
  judge: (truth, rows) => {
    const found = rowsSchema.parse(rows).map(({ marker }) => marker);
    const fresh = new Set(
      truth.markers.filter((marker) => isFresh(truth, marker)).map(({ marker }) => marker),
    );
    const known = new Set(truth.markers.map(({ marker }) => marker));
    const expectation = {
      required: new Set(truth.stale_markers.map(({ marker }) => marker)),
      isTolerated: (marker: string) => known.has(marker) && !fresh.has(marker),
    };
    return [{ kind: 'stale marker', score: scoreFindings(expectation, found) }];
  },
};

/** Writing the same version again makes a marker no younger. */
function isFresh({ end_date }: Truth, { writes }: MarkerTruth): boolean {
  const changes = writes.filter(({ version }, i) => version !== writes[i - 1]?.version);
  const end = Date.parse(end_date) + DAY;
  return end - Date.parse(changes.at(-1)?.written_at ?? '') <= FRESH_DAYS * DAY;
}
