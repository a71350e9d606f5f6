import type { MarkerChannel } from '../catalog/repositories.ts';
import type { JobFamily, JobSelector, RetryMode } from '../catalog/vocabulary.ts';

/** The configuration of a job. */
export interface Job {
  readonly name: string;
  readonly family: JobFamily;
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
  readonly k8s_version: string;
  /** `latest` or a minor version; for upgrades the version after the upgrade. */
  readonly kops_version: string;
  /** The branch of the kOps under test. */
  readonly branch: string;
  /** The marker that names the version under test; `undefined` for jobs that build their checkout. */
  readonly marker: MarkerChannel | undefined;
  readonly runsPerDay: number;
  readonly cluster: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** The zones of its clusters; `undefined` for a random zone of the cloud. */
  readonly zones: readonly string[] | undefined;
  readonly leaseType: string | undefined;
  readonly selection: string;
  readonly retries: RetryMode;
  readonly timeout: string;
  /** Share of the pushes that a presubmit runs for; 1 for other jobs. */
  readonly share: number;
}

/** Returns whether a selector includes a job. */
export function matchesSelector(job: Job, selector: JobSelector): boolean {
  const { families, clouds, networking, distros, kops_versions, runs_per_day } = selector;
  return (
    (families?.includes(job.family) ?? true) &&
    (clouds?.includes(job.cloud) ?? true) &&
    (networking?.includes(job.networking) ?? true) &&
    (distros?.includes(job.distro) ?? true) &&
    (kops_versions?.includes(job.kops_version) ?? true) &&
    job.runsPerDay >= (runs_per_day ?? 0)
  );
}
