import { z } from 'zod';
import { canonicalVersion } from '../../../../shared/domain/dimensions/canonical.ts';
import type { JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const COLUMNS = ['cloud', 'networking', 'distro', 'kubernetes_version', 'kops_version'] as const;

type Column = (typeof COLUMNS)[number];

/** What a job was last a test of. */
const OUR_DIMENSIONS = `SELECT job, ${COLUMNS.join(', ')} FROM jobs`;

/** The annotations as they stand: what every dashboard goes by today. */
const ANNOTATED = `
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
const rowsSchema = z.array(
  z.object({
    job: z.string(),
    cloud: value,
    networking: value,
    distro: value,
    kubernetes_version: value,
    kops_version: value,
  }),
);

/** Values of dimensions. The unit is one value of one job: a wrong one is both missed and wrongly found. */
export const JOB_DIMENSIONS: FindingKind = {
  name: 'dimension',
  rules: [
    { name: OWN_RULE, setting: null, sql: OUR_DIMENSIONS },
    { name: 'annotations', setting: null, sql: ANNOTATED },
  ],
  judge: (truth, rows) => {
    const found = rowsSchema.parse(rows).flatMap(({ job, ...values }) => keysOf(job, values));
    const required = new Set(
      truth.jobs
        .filter((job) => hasStarted(truth, job))
        .flatMap((job) => keysOf(job.job, meantBy(job))),
    );
    return [
      { kind: 'dimension', score: scoreFindings({ required, isTolerated: () => false }, found) },
    ];
  },
};

function hasStarted({ builds }: Truth, { job }: JobTruth): boolean {
  return builds.some((build) => build.job === job && build.outcome !== null);
}

/** A presubmit tests what it builds, which is no version. */
function meantBy(job: JobTruth): Readonly<Record<Column, string | null>> {
  const { cloud, networking, distro, k8s_version, kops_version, family } = job;
  return {
    cloud,
    networking,
    distro,
    kubernetes_version: canonicalVersion(k8s_version),
    kops_version: family === 'presubmit' ? null : kops_version,
  };
}

function keysOf(job: string, values: Readonly<Record<Column, string | null>>): readonly string[] {
  return COLUMNS.flatMap((column) => {
    const found = values[column];
    return found === null ? [] : [`${job}: ${column} ${found}`];
  });
}
