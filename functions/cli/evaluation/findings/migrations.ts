import { z } from 'zod';
import json from '../../../../infra/policy/infrastructure.json' with { type: 'json' };
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const OUR_PLACES = `
  SELECT job, cluster, cluster_owner, since_date, last_build_date, is_current
  FROM migration_status
  WHERE cluster IS NOT NULL`;

const rowsSchema = z.array(
  z.object({
    job: z.string(),
    cluster: z.string(),
    cluster_owner: z.string(),
    since_date: z.string(),
    last_build_date: z.string(),
    is_current: z.boolean(),
  }),
);

type Row = z.infer<typeof rowsSchema>[number];

const OWNERS: Readonly<Record<string, string>> = json.clusters;

/**
 * On whose build clusters jobs have run, from when to when, and on which they run now. The unit is the job and cluster.
 * The bucket of a simulation is nobody's.
 */
export const MIGRATIONS: FindingKind = {
  name: 'migration status',
  rules: [{ name: OWN_RULE, setting: null, sql: OUR_PLACES }],
  judge: ({ builds }, rows) => {
    const found = rowsSchema.parse(rows).map(keyOf);
    const started = builds.filter(({ outcome }) => outcome !== null);
    const required = new Set(
      [...Map.groupBy(started, ({ job }) => job).values()].flatMap((ofJob) =>
        placesOf(ofJob).map(keyOf),
      ),
    );
    return [
      {
        kind: 'migration status',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

function placesOf(builds: readonly BuildTruth[]): readonly Row[] {
  const ordered = builds.toSorted((a, b) => (a.started_at < b.started_at ? -1 : 1));
  const current = ordered.at(-1)?.build_cluster;
  return [...Map.groupBy(ordered, ({ build_cluster }) => build_cluster)].flatMap(
    ([cluster, [first, ...others]]) =>
      cluster === null || first === undefined
        ? []
        : {
            job: first.job,
            cluster,
            cluster_owner: OWNERS[cluster] ?? 'unknown',
            since_date: first.started_at.slice(0, 10),
            last_build_date: (others.at(-1) ?? first).started_at.slice(0, 10),
            is_current: cluster === current,
          },
  );
}

function keyOf({
  job,
  cluster,
  cluster_owner,
  since_date,
  last_build_date,
  is_current,
}: Row): string {
  const now = is_current ? 'still' : 'no more';
  return `${job} on ${cluster} (${cluster_owner}) from ${since_date} to ${last_build_date}, ${now}`;
}
