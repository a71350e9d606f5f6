import { GRID } from '../catalog/grid.ts';
import { Random } from '../random.ts';
import { branchOfVersion, type JobEntry } from './configuration.ts';
import type { Job } from './job.ts';
import { periodicJob } from './periodics.ts';

const RUNS_PER_DAY = 1 / 7;

/** Returns the share of the grid's jobs that exists at a scale; a larger scale has all jobs of a smaller one. */
export function gridJobs(scale: number): readonly Job[] {
  return combinations()
    .filter(({ name }) => new Random('grid', name).next() < scale)
    .map(gridJob);
}

function combinations(): readonly JobEntry[] {
  return GRID.clouds.flatMap(({ cloud, networking: networks, distros, extra_flags }) =>
    networks.flatMap((networking) =>
      distros
        .filter((distro) => !isExcluded({ cloud, networking, distro }))
        .flatMap((distro) => versions().map((pair) => ({ cloud, networking, distro, ...pair })))
        .map((where) => ({
          ...where,
          name: nameOf(where),
          extra_flags: extra_flags[networking] ?? extra_flags['*'],
        })),
    ),
  );
}

/** Returns the supported pairs of versions: kOps does not support a Kubernetes newer than itself. */
function versions(): readonly { k8s_version: string; kops_version: string }[] {
  return GRID.kops_versions.flatMap((kops_version) =>
    GRID.k8s_versions
      .filter((k8s_version) => kops_version === 'latest' || k8s_version <= kops_version)
      .map((k8s_version) => ({ k8s_version, kops_version })),
  );
}

function isExcluded(where: { cloud: string; networking: string; distro: string }): boolean {
  return GRID.excluded.some(
    ({ cloud, networking, distro }) =>
      (cloud ?? where.cloud) === where.cloud &&
      (networking ?? where.networking) === where.networking &&
      (distro ?? where.distro) === where.distro,
  );
}

/** Returns the name of a job: `e2e-kops-grid[-<cloud, unless aws>]-<cni>-<distro>-k<NN>[-ko<NN>]` */
function nameOf({
  cloud,
  networking,
  distro,
  k8s_version,
  kops_version,
}: Omit<JobEntry, 'name'>): string {
  return [
    GRID.name_prefix,
    ...(cloud === 'aws' ? [] : [cloud]),
    GRID.networking_names[networking] ?? networking,
    distro,
    `k${k8s_version.replace('1.', '')}`,
    ...(kops_version === 'latest' ? [] : [`ko${kops_version.replace('1.', '')}`]),
  ].join('-');
}

function gridJob(entry: JobEntry): Job {
  const { selection, timeout } = GRID;
  const job = periodicJob(entry, {
    family: 'grid',
    branch: branchOfVersion(entry.kops_version),
    marker: 'latest-ci-updown-green',
    runsPerDay: RUNS_PER_DAY,
    dashboard: 'kops-grid',
    selection,
  });
  return { ...job, timeout };
}
