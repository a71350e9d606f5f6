import type { JobFamily, JobSelector, RetryMode } from '../catalog/vocabulary.ts';
import type { MarkerChannel } from '../catalog/repositories.ts';

/** A job as its configuration has it. */
export interface Job {
  readonly name: string;
  readonly family: JobFamily;
  readonly cloud: string;
  readonly networking: string;
  readonly distro: string;
  readonly k8s_version: string;
  /** `latest` or a minor version; of upgrades the one upgraded to. */
  readonly kops_version: string;
  /** Branch of kOps that is under test, and the marker that says which commit of it; the checkout without one. */
  readonly branch: string;
  readonly marker: MarkerChannel | undefined;
  readonly runsPerDay: number;
  readonly cluster: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** Where its clusters must be; anywhere without. */
  readonly zones: readonly string[] | undefined;
  readonly leaseType: string | undefined;
  readonly selection: string;
  readonly retries: RetryMode;
  readonly timeout: string;
  /** Share of the pushes that a presubmit runs for. */
  readonly share: number;
}

/** Is this a job that the selector is about? */
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
