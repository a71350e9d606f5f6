import { z } from 'zod';
import { canonicalVersion } from '../../../../shared/domain/dimensions/canonical.ts';
import type { JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { keyedKind, ownRule, type FindingKind } from '../finding-kind.ts';
import type { Compatibility } from '../policies.ts';

type Versions = Compatibility['versions'];

/** The versions in the annotations, which are `stable` and `latest` for upgrades. */
const ANNOTATED_VERSIONS = `
  SELECT DISTINCT
    builds.job,
    policy.product,
    policy.version
  FROM builds
  INNER JOIN version_policy AS policy
    ON policy.status = 'retired'
    AND policy.until_date IS NULL
    AND builds.build_date >= policy.from_date
    AND (
      (policy.product = 'kops' AND JSON_VALUE(annotations, '$."test.kops.k8s.io/kops_version"') = policy.version)
      OR (policy.product = 'kubernetes' AND JSON_VALUE(annotations, '$."test.kops.k8s.io/k8s_version"') = policy.version)
    )`;

const row = z.object({ job: z.string(), product: z.string(), version: z.string() });

/** Returns the kind for jobs that still test retired versions. The unit is the job and version. */
export function retiredVersions(versions: Versions): FindingKind {
  return keyedKind({
    name: 'retired version',
    rules: [
      ownRule('SELECT job, product, version FROM retired_jobs'),
      { name: 'annotations', setting: null, sql: ANNOTATED_VERSIONS },
    ],
    row,
    keysOf: (tested) => [keyOf(tested)],
    expected: (truth) => ({
      required: new Set(
        truth.jobs
          .filter((job) => hasEndedBuild(truth, job))
          .flatMap(testedVersions)
          .filter(({ product, version }) => isRetired(versions[product][version], truth.end_date))
          .map(keyOf),
      ),
    }),
  });
}

function hasEndedBuild({ builds }: Truth, { job }: JobTruth): boolean {
  return builds.some(
    ({ job: of, outcome }) => of === job && ['passed', 'failed', 'errored'].includes(outcome ?? ''),
  );
}

/** Returns the versions that a job tests; a presubmit builds its own kOps. */
function testedVersions(job: JobTruth) {
  const { family, k8s_version, k8s_version_from, kops_version, kops_version_from } = job;
  const of = (product: keyof Versions, version: string | null) =>
    version === null ? [] : [{ job: job.job, product, version: canonicalVersion(version) }];
  return [
    ...of('kubernetes', k8s_version),
    ...of('kubernetes', k8s_version_from),
    ...(family === 'presubmit' ? [] : of('kops', kops_version)),
    ...of('kops', kops_version_from),
  ];
}

function isRetired(periods: Versions['kops'][string] | undefined, date: string): boolean {
  return periods?.findLast(({ from }) => from <= date)?.status === 'retired';
}

function keyOf({ job, product, version }: z.infer<typeof row>): string {
  return `${job}: ${product} ${version}`;
}
