import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { z } from 'zod';

const OUR_REGIONS = 'SELECT build_path, region FROM build_daily WHERE region IS NOT NULL';

const rowsSchema = z.array(z.object({ build_path: z.string(), region: z.string() }));

/** The region that a build's cluster was created in, of builds that left a report. The unit is the build. */
export const REGIONS: FindingKind = {
  name: 'region',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_REGIONS }],
  judge: ({ builds }, rows) => {
    const found = rowsSchema.parse(rows).map((row) => keyOf(row.build_path, row.region));
    const all = new Set(builds.map(({ build_path, region }) => keyOf(build_path, region)));
    const required = new Set(
      builds
        .filter(({ has_report }) => has_report)
        .map(({ build_path, region }) => keyOf(build_path, region)),
    );
    return [
      {
        kind: 'region',
        score: scoreFindings({ required, isTolerated: (key) => all.has(key) }, found),
      },
    ];
  },
};

function keyOf(path: string, region: string): string {
  return `${path.replace(/\/$/, '')} in ${region}`;
}
