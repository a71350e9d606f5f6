import { z } from 'zod';
import json from '../../../../infra/policy/compatibility.json' with { type: 'json' };
import { canonicalVersion } from '../../../../shared/domain/dimensions/canonical.ts';
import type { JobTruth } from '../../simulation/truth/builds.ts';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';

const OUR_JOBS = 'SELECT job, product, version FROM retired_jobs';

/** What there is without the versions of upgrades: the annotations of each job, which are those of `stable` and `latest`. */
const ANNOTATED = `
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

const rowsSchema = z.array(z.object({ job: z.string(), product: z.string(), version: z.string() }));

/** Jobs that go on testing versions which are retired. The unit is the job and the version. */
export const RETIRED_VERSIONS: FindingKind = {
  name: 'retired version',
  rules: [
    { name: OWN_RULE, setting: null, sql: OUR_JOBS },
    { name: 'annotations', setting: null, sql: ANNOTATED },
  ],
  judge: (truth, rows) => {
    const found = rowsSchema
      .parse(rows)
      .map(({ job, product, version }) => `${job}: ${product} ${version}`);
    const required = new Set(
      truth.jobs
        .filter((job) => hasEnded(truth, job))
        .flatMap((job) => versionsOf(job))
        .filter(({ product, version }) => isRetired(product, version, truth.end_date))
        .map(({ job, product, version }) => `${job}: ${product} ${version}`),
    );
    return [
      {
        kind: 'retired version',
        score: scoreFindings({ required, isTolerated: () => false }, found),
      },
    ];
  },
};

function hasEnded({ builds }: Truth, { job }: JobTruth): boolean {
  return builds.some(
    ({ job: of, outcome }) => of === job && ['passed', 'failed', 'errored'].includes(outcome ?? ''),
  );
}

/** A presubmit builds the kOps that it tests. */
function versionsOf(job: JobTruth) {
  const { family, k8s_version, k8s_version_from, kops_version, kops_version_from } = job;
  const of = (product: 'kops' | 'kubernetes', version: string | null) =>
    version === null ? [] : [{ job: job.job, product, version: canonicalVersion(version) }];
  return [
    ...of('kubernetes', k8s_version),
    ...of('kubernetes', k8s_version_from),
    ...(family === 'presubmit' ? [] : of('kops', kops_version)),
    ...of('kops', kops_version_from),
  ];
}

function isRetired(product: 'kops' | 'kubernetes', version: string, date: string): boolean {
  const versions: Readonly<Record<string, readonly { status: string; from: string }[]>> =
    json.versions[product];
  return versions[version]?.findLast(({ from }) => from <= date)?.status === 'retired';
}
