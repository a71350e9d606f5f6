import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';
import type { Expectation } from '../score.ts';

/** Versions that were promoted before a build that tested them had passed. The unit is the version of a marker. */
export const UNTESTED_PROMOTIONS = keyedKind({
  name: 'untested promotion',
  rules: [ownRule('SELECT marker, version FROM marker_promotions WHERE NOT is_tested')],
  row: z.object({ marker: z.string(), version: z.string() }),
  keysOf: (row) => [keyOf(row)],
  expected: expectedOf,
});

/** Requires promotions by builds that have ended; tolerates the others, because the rows do not show what those test. */
function expectedOf({ untested_promotions, builds }: Truth): Expectation {
  const ended = new Set(
    builds
      .filter(({ outcome }) => outcome !== null && outcome !== 'running')
      .map(({ build_path }) => build_path),
  );
  const planned = new Set(untested_promotions.map(keyOf));
  const required = untested_promotions.filter(({ promoted_by }) => ended.has(promoted_by));
  return { required: new Set(required.map(keyOf)), isTolerated: (key) => planned.has(key) };
}

function keyOf({ marker, version }: { readonly marker: string; readonly version: string }): string {
  return `${marker}: ${version}`;
}
