import { z } from 'zod';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** The region of a build's cluster, required for builds that created a cluster and left a report. The unit is the build. */
export const REGIONS = keyedKind({
  name: 'region',
  rules: [ownRule('SELECT build_path, region FROM build_daily WHERE region IS NOT NULL')],
  row: z.object({ build_path: z.string(), region: z.string() }),
  keysOf: (row) => [keyOf(row)],
  expected: ({ builds }) => {
    const all = new Set(builds.map(keyOf));
    const required = new Set(
      builds
        .filter(({ has_report, death_reason }) => has_report && death_reason !== 'lease')
        .map(keyOf),
    );
    return { required, isTolerated: (key) => all.has(key) };
  },
});

function keyOf(build: { readonly build_path: string; readonly region: string }): string {
  return `${buildKey(build.build_path)} in ${build.region}`;
}
