import { z } from 'zod';
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';
import { buildKey } from '../keys.ts';

/** The values of the view's column by the reasons of the truth. */
const CAUSES: Readonly<Record<NonNullable<BuildTruth['death_reason']>, string>> = {
  clone_failure: 'clone',
  cluster_creation: 'cluster_creation',
  eviction: 'eviction',
  lease: 'lease',
  quota: 'quota',
  timeout: 'timeout',
};

/** The cause of a failed build. The unit is the build; a wrong cause counts as missed and as wrong. */
export const DEATH_CAUSES = keyedKind({
  name: 'cause of death',
  rules: [ownRule('SELECT build_path, death_cause FROM build_daily WHERE death_cause IS NOT NULL')],
  row: z.object({ build_path: z.string(), death_cause: z.string() }),
  keysOf: ({ build_path, death_cause }) => [keyOf(build_path, death_cause)],
  expected: ({ builds }) => ({
    required: new Set(
      builds.flatMap((build) => {
        const cause = causeOf(build);
        return cause === undefined ? [] : [keyOf(build.build_path, cause)];
      }),
    ),
  }),
});

function causeOf({ death_reason, failed_phase }: BuildTruth): string | undefined {
  if (death_reason !== null) return CAUSES[death_reason];
  if (failed_phase === 'test') return 'test';
  return failed_phase === 'down' ? 'teardown' : undefined;
}

function keyOf(path: string, cause: string): string {
  return `${buildKey(path)} died of ${cause}`;
}
