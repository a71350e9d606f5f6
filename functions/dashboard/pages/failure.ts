import { z } from 'zod';
import { failureEvidence } from '../failure-evidence.ts';
import { failureQuery, VERDICTS } from '../failure-query.ts';
import { parseFailureTarget } from '../failure-target.ts';
import { column, type DashboardPage, type Row, type TableSection } from '../page.ts';
import { valueOf } from '../parameters.ts';
import { toBuild, toCluster, toJob, toTest, toUrl, valueIn } from './links.ts';

const count = z.coerce.number().nullable();

const judgedSchema = z.object({
  verdict: z.enum(VERDICTS).nullable(),
  is_infra_failure: z.boolean().nullable(),
  base_failures: count,
  other_pull_request_failures: count,
  flake_rate: z.number().nullable(),
  outage_dimension: z.string().nullable(),
  outage_value: z.string().nullable(),
  outage_started_at: z.string().nullable(),
  proof_outcome: z.string().nullable(),
});

/** The table without its statement, which depends on the build or pull request. */
const TABLE: Omit<TableSection, 'sql'> = {
  kind: 'table',
  id: 'failures',
  title: 'Failed tests with their verdicts',
  about:
    'Of a pull request the newest build of each job. New failures come first: they are likely to be caused by the pull request.',
  orderBy: `CASE verdict ${VERDICTS.map((verdict, place) => `WHEN '${verdict}' THEN ${place}`).join(' ')} ELSE 9 END, job, test_name`,
  rows: 100,
  columns: [
    {
      ...column('test_name', ['Test', 'long'], toTest()),
      text: (row) => valueIn(row, 'test_name') || 'no failed test',
    },
    column('verdict', ['Verdict', 'state']),
    { ...column('proof_outcome', ['Because', 'text']), text: evidence },
    column('proof_build_id', ['Proof', 'code'], toProof),
    column('job', ['Job', 'text'], toJob()),
    column('build_id', ['Build', 'code'], toBuild()),
    column('build_outcome', ['It', 'state'], toUrl('build_url')),
    column('failed_phase', ['Failed phase', 'text']),
    column('death_cause', ['Cause', 'text']),
    column('message', ['Message', 'message'], toCluster()),
  ],
  empty:
    'The warehouse has no such build of the last 28 days; only builds of pull requests have verdicts.',
};

/** The page of the verdicts on a failure. */
export const FAILURE_PAGE: DashboardPage = {
  path: '/failure',
  title: (values) => {
    const target = valueOf(values, 'target');
    return target === '' ? 'This failure' : `Failures of ${target}`;
  },
  navigation: 'This failure',
  lead: 'Is this failure mine? Paste the URL of a build or of a pull request, or write org/repo#number.',
  parameters: [
    {
      name: 'target',
      label: 'Build or pull request',
      hasField: true,
      hint: 'https://prow.k8s.io/view/…',
    },
  ],
  sections: (values) => {
    const target = valueOf(values, 'target');
    return target === '' ? [] : [{ ...TABLE, ...failureQuery(parseFailureTarget(target)) }];
  },
};

function evidence(row: Row): string {
  const judged = judgedSchema.safeParse(row);
  if (!judged.success || judged.data.verdict === null) return '';
  return failureEvidence(judged.data);
}

function toProof(row: Row): string | undefined {
  return toUrl('proof_url')(row) ?? toBuild('proof_build_id')(row);
}
