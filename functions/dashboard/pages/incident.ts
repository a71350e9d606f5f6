import {
  column,
  type DashboardPage,
  type DraftSection,
  type FactsSection,
  type Filter,
  type Row,
  type TableSection,
} from '../page.ts';
import { incidentText, incidentTitle } from '../issue-text.ts';
import { valueOf } from '../parameters.ts';
import {
  toChangedCommits,
  toBuild,
  toBuilds,
  toCluster,
  toJob,
  toTest,
  toUrl,
  valueIn,
} from './links.ts';
import { commits, INCIDENTS, toCommits } from './today.ts';

const THIS: readonly Filter[] = [
  { column: 'kind', match: 'equals' },
  { column: 'subject', match: 'equals' },
  { column: 'started', match: 'equals' },
];

const { sql, orderBy } = INCIDENTS;

const FACTS: FactsSection = {
  kind: 'facts',
  id: 'incident',
  title: 'The incident',
  sql,
  orderBy,
  filters: THIS,
  columns: [
    column('state', ['State', 'state']),
    column('kind', ['Kind', 'state']),
    column('started_at', ['Started', 'time']),
    column('ended_at', ['Ended', 'time']),
    column('builds_lost', ['Builds lost', 'number'], toLostBuilds),
    column('jobs', ['Jobs', 'number']),
    column('tests', ['Tests', 'number']),
    column('owner', ['Owner', 'text']),
    { ...column('first_bad_inputs', ['Commits', 'code'], toCommits), text: commits },
    column('last_good_build', ['Last good build', 'code'], toBuild('last_good_build')),
    column('first_bad_build', ['First bad build', 'code'], toBuild('first_bad_build')),
    column('first_bad_url', ['Page of the first bad build', 'text'], toUrl('first_bad_url')),
    column('example_job', ['Job of the first bad build', 'text'], toJob('example_job')),
    column('example_test_name', ['A test that failed there', 'long']),
    column('example_message', ['Its message', 'message']),
    column(
      'example_fingerprint',
      ['Same cause elsewhere', 'code'],
      toCluster('example_fingerprint'),
    ),
  ],
  empty: 'No incident of the last 28 days has this name; it may have begun earlier.',
};

const REGRESSIONS: TableSection = {
  kind: 'table',
  id: 'regressions',
  title: 'Jobs and tests that broke',
  about:
    'Regressions of the incident, the first bad build first; only regressions have such a list.',
  sql: `
    SELECT
      branch AS subject,
      FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%SZ', broke_at) AS started,
      job,
      test_id,
      IFNULL(test_name, 'the builds as a whole') AS test_name,
      failure_rate_after,
      IF(recovered_at IS NULL, 'open', 'recovered') AS state,
      recovered_at,
      last_build_before,
      first_build_after,
      first_build_after_started_at,
      inputs_before,
      inputs_after
    FROM incident_regressions`,
  orderBy: 'first_build_after_started_at, job, test_name',
  filters: [
    { column: 'subject', match: 'equals' },
    { column: 'started', match: 'equals' },
  ],
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('test_name', ['Test', 'long'], toTest()),
    column('state', ['State', 'state']),
    column(
      'failure_rate_after',
      ['Fails in', 'percent'],
      toBuilds((row) => ({ job: valueIn(row, 'job'), test: valueIn(row, 'test_id') })),
    ),
    column('first_build_after_started_at', ['Since', 'time']),
    column('last_build_before', ['Last good build', 'code'], toBuild('last_build_before')),
    column('first_build_after', ['First bad build', 'code'], toBuild('first_build_after')),
    column('inputs_after', ['Versions', 'code'], toChangedCommits),
  ],
  empty: 'An outage or a mass failure has no regressions.',
};

const DRAFT: DraftSection = {
  kind: 'draft',
  id: 'draft',
  title: 'Draft of an issue',
  about: 'Select and copy it; nothing is sent anywhere.',
  sql,
  orderBy,
  filters: THIS,
  columns: FACTS.columns,
  draft: issueDraft,
  empty: 'There is no incident to write about.',
};

/** The page of one incident. */
export const INCIDENT_PAGE: DashboardPage = {
  path: '/incident',
  title: (values) => `Incident: ${valueOf(values, 'subject')}`,
  lead: 'What broke together, since when, and between which commits?',
  parameters: [
    { name: 'kind', label: 'the kind of an incident', isRequired: true },
    { name: 'subject', label: 'its subject', isRequired: true },
    { name: 'started', label: 'its start', isRequired: true },
  ],
  sections: [FACTS, REGRESSIONS, DRAFT],
};

/** Only the subject of an outage is a condition of builds; otherwise the job of the first bad build leads on. */
function toLostBuilds(row: Row): string | undefined {
  const [dimension = '', value = ''] = valueIn(row, 'subject').split(' ');
  return row['kind'] === 'outage'
    ? toBuilds(() => ({ [dimension]: value }))(row)
    : toBuilds(() => ({ job: valueIn(row, 'example_job'), outcome: 'failed' }))(row);
}

function issueDraft(row: Row): string {
  return `Title: ${incidentTitle(row)}\n\n${incidentText(row)}`;
}
