import { z } from 'zod';
import type { BuildTruth } from '../../simulation/truth/builds.ts';
import { keyedKind, ownRule, type FindingKind } from '../finding-kind.ts';

const OWN_CLUSTERS = `
  SELECT job, cluster, cluster_owner, since_date, last_build_date, is_current
  FROM migration_status
  WHERE cluster IS NOT NULL`;

const row = z.object({
  job: z.string(),
  cluster: z.string(),
  cluster_owner: z.string(),
  since_date: z.string(),
  last_build_date: z.string(),
  is_current: z.boolean(),
});

type JobCluster = Readonly<z.infer<typeof row>>;

/**
 * Returns the kind for the build clusters of each job with their owners and dates, and the current one. The unit is the
 * job and cluster.
 *
 * @param owners owner by build cluster
 */
export function migrations(owners: Readonly<Record<string, string>>): FindingKind {
  return keyedKind({
    name: 'migration status',
    rules: [ownRule(OWN_CLUSTERS)],
    row,
    keysOf: (cluster) => [keyOf(cluster)],
    expected: ({ builds }) => {
      const started = builds.filter(({ outcome }) => outcome !== null);
      const byJob = Map.groupBy(started, ({ job }) => job);
      const clusters = [...byJob.values()].flatMap((ofJob) => clustersOf(ofJob, owners));
      return { required: new Set(clusters.map(keyOf)) };
    },
  });
}

/** Returns the build clusters of one job. */
function clustersOf(
  builds: readonly BuildTruth[],
  owners: Readonly<Record<string, string>>,
): readonly JobCluster[] {
  const ordered = builds.toSorted((a, b) => (a.started_at < b.started_at ? -1 : 1));
  const current = ordered.at(-1)?.build_cluster;
  return [...Map.groupBy(ordered, ({ build_cluster }) => build_cluster)].flatMap(
    ([cluster, [first, ...others]]) =>
      cluster === null || first === undefined
        ? []
        : {
            job: first.job,
            cluster,
            cluster_owner: owners[cluster] ?? 'unknown',
            since_date: first.started_at.slice(0, 10),
            last_build_date: (others.at(-1) ?? first).started_at.slice(0, 10),
            is_current: cluster === current,
          },
  );
}

function keyOf(row: JobCluster): string {
  const { job, cluster, cluster_owner, since_date, last_build_date, is_current } = row;
  const state = is_current ? 'still' : 'no more';
  return `${job} on ${cluster} (${cluster_owner}) from ${since_date} to ${last_build_date}, ${state}`;
}
