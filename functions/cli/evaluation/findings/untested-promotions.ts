import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_PROMOTIONS = 'SELECT marker, version FROM marker_promotions WHERE NOT is_tested';

const rowsSchema = z.array(z.object({ marker: z.string(), version: z.string() }));

/**
 * Versions that were promoted before anybody had tested them and passed. The unit is the version of a marker. Of a build
 * that is not over yet nobody knows what it tests: its promotion is tolerated.
 */
export const UNTESTED_PROMOTIONS: FindingKind = {
  name: 'untested promotion',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_PROMOTIONS }],
  judge: ({ untested_promotions, builds }, rows) => {
    const found = rowsSchema.parse(rows).map(keyOf);
    const over = new Set(
      builds
        .filter(({ outcome }) => outcome !== null && outcome !== 'running')
        .map(({ build_path }) => build_path),
    );
    const required = untested_promotions.filter(({ promoted_by }) => over.has(promoted_by));
    const planned = new Set(untested_promotions.map(keyOf));
    const expectation = {
      required: new Set(required.map(keyOf)),
      isTolerated: (key: string) => planned.has(key),
    };
    return [{ kind: 'untested promotion', score: scoreFindings(expectation, found) }];
  },
};

function keyOf({ marker, version }: { readonly marker: string; readonly version: string }): string {
  return `${marker}: ${version}`;
}
