import { z } from 'zod';
import { canonicalVersion } from '../../../../shared/domain/dimensions/canonical.ts';
import type { JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule } from '../finding-kind.ts';

const COLUMNS = ['cloud', 'networking', 'distro', 'kubernetes_version', 'kops_version'] as const;

type ColumnValues = Readonly<Record<(typeof COLUMNS)[number], string | null>>;

/** The annotations without corrections, as dashboards show them. */
const ANNOTATED_DIMENSIONS = `
  SELECT
    job,
    MAX(JSON_VALUE(annotations, '$."test.kops.k8s.io/cloud"')) AS cloud,
    MAX(JSON_VALUE(annotations, '$."test.kops.k8s.io/networking"')) AS networking,
    MAX(JSON_VALUE(annotations, '$."test.kops.k8s.io/distro"')) AS distro,
    MAX(JSON_VALUE(annotations, '$."test.kops.k8s.io/k8s_version"')) AS kubernetes_version,
    MAX(JSON_VALUE(annotations, '$."test.kops.k8s.io/kops_version"')) AS kops_version
  FROM builds
  GROUP BY job`;

const value = z.string().nullable();

/** Values of dimensions. The unit is one value of one job; a wrong value counts as missed and as wrong. */
export const JOB_DIMENSIONS = keyedKind({
  name: 'dimension',
  rules: [
    ownRule(`SELECT job, ${COLUMNS.join(', ')} FROM jobs`),
    { name: 'annotations', setting: null, sql: ANNOTATED_DIMENSIONS },
  ],
  row: z.object({
    job: z.string(),
    cloud: value,
    networking: value,
    distro: value,
    kubernetes_version: value,
    kops_version: value,
  }),
  keysOf: ({ job, ...values }) => keysOf(job, values),
  expected: (truth) => ({
    required: new Set(
      truth.jobs
        .filter((job) => hasStarted(truth, job))
        .flatMap((job) => keysOf(job.job, trueValues(job))),
    ),
  }),
});

function hasStarted({ builds }: Truth, { job }: JobTruth): boolean {
  return builds.some((build) => build.job === job && build.outcome !== null);
}

/** Returns the true values of a job; a presubmit tests the kOps that it builds, which has no version. */
function trueValues(job: JobTruth): ColumnValues {
  const { cloud, networking, distro, k8s_version, kops_version, family } = job;
  return {
    cloud,
    networking,
    distro,
    kubernetes_version: canonicalVersion(k8s_version),
    kops_version: family === 'presubmit' ? null : kops_version,
  };
}

function keysOf(job: string, values: ColumnValues): readonly string[] {
  return COLUMNS.flatMap((column) => {
    const found = values[column];
    return found === null ? [] : [`${job}: ${column} ${found}`];
  });
}
