import { z } from 'zod';
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const OUR_CAUSES = 'SELECT build_path, death_cause FROM build_daily WHERE death_cause IS NOT NULL';

const rowsSchema = z.array(z.object({ build_path: z.string(), death_cause: z.string() }));

/** What a build died of that left no report. The unit is the build; a wrong cause is both missed and wrongly found. */
export const DEATH_CAUSES: FindingKind = {
  name: 'cause of death',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_CAUSES }],
  judge: ({ builds }, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ build_path, death_cause }) => keyOf(build_path, death_cause));
    const required = new Set(
      builds.flatMap(({ build_path, death_reason }) =>
        death_reason === null ? [] : [keyOf(build_path, CAUSES[death_reason])],
      ),
    );
    return [
      {
        kind: 'cause of death',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

/** What the view calls the reasons of the truth. */
const CAUSES: Readonly<Record<NonNullable<BuildTruth['death_reason']>, string>> = {
  clone_failure: 'clone',
  cluster_creation: 'cluster_creation',
  eviction: 'eviction',
  lease: 'lease',
  quota: 'quota',
  timeout: 'timeout',
};

function keyOf(path: string, cause: string): string {
  return `${path.replace(/\/$/, '')} died of ${cause}`;
}
