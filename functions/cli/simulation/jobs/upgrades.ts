import { cloudByName } from '../catalog/clouds.ts';
import { JOB_CATALOG, type UpgradeEntry } from '../catalog/jobs.ts';
import { Random } from '../random.ts';
import { branchOfVersion, jobBase, periodicAnnotations } from './configuration.ts';
import type { Job } from './job.ts';

/** Returns the upgrade jobs. */
export function upgradeJobs(): readonly Job[] {
  return JOB_CATALOG.upgrade.jobs.map(upgradeJob);
}

/** All upgrades are annotated `stable` and `latest`; their environment contains the true versions. */
function upgradeJob(entry: UpgradeEntry): Job {
  const { cloud, networking, distro, script, timeout } = JOB_CATALOG.upgrade;
  const { name, runs_per_day: runsPerDay, many_addons } = entry;
  const annotated = {
    name,
    cloud,
    networking,
    distro,
    k8s_version: 'stable',
    kops_version: 'latest',
  };
  const base = jobBase({ ...annotated, kops_version: entry.kops_version_b });
  return {
    ...base,
    family: 'upgrade',
    k8s_version: entry.k8s_version_b,
    branch: branchOfVersion(entry.kops_version_b),
    marker: 'latest-ci',
    runsPerDay,
    timeout,
    annotations: periodicAnnotations(annotated, {
      dashboard: many_addons ? 'kops-upgrades-many-addons' : 'kops-upgrades',
      runsPerDay,
    }),
    env: { ...base.env, ...scenario(entry) },
    args: [script],
  };
}

function scenario(entry: UpgradeEntry): Readonly<Record<string, string>> {
  const { state_store, dns_domain } = cloudByName(JOB_CATALOG.upgrade.cloud);
  const random = new Random('cluster-name', entry.name);
  return {
    KOPS_VERSION_A: entry.kops_version_a,
    K8S_VERSION_A: entry.k8s_version_a,
    KOPS_VERSION_B: entry.kops_version_b,
    K8S_VERSION_B: entry.k8s_version_b,
    ...(entry.many_addons
      ? {
          KOPS_SKIP_E2E: '1',
          KOPS_TEMPLATE: JOB_CATALOG.upgrade.template,
          KOPS_CONTROL_PLANE_SIZE: '3',
        }
      : {}),
    KOPS_STATE_STORE: state_store,
    KOPS_DNS_DOMAIN: dns_domain,
    CLOUD_PROVIDER: JOB_CATALOG.upgrade.cloud,
    CLUSTER_NAME: `e2e-${random.hex(10)}-${random.hex(5)}.${dns_domain}`,
  };
}
