import { column, type DashboardPage, type TableSection } from '../page.ts';
import {
  CREDENTIALS,
  CREDENTIAL_TREND,
  LEASED_RESOURCES,
  LEASE_TREND,
  MIGRATION,
} from './kops-infrastructure.ts';
import { toBuild, toBuilds, toJob, toTest, valueIn } from './links.ts';

const MARKERS: TableSection = {
  kind: 'table',
  id: 'markers',
  title: 'Version markers',
  about:
    'A marker is stale when it got no new version for longer than the policy allows. A version is promoted untested if no build ' +
    'that publishes the marker passed with it.',
  sql: `
    SELECT
      marker, IF(is_stale IS TRUE, 'stale', 'alive') AS state, version, since_at, age_hours, stale_after_hours, cadence_hours,
      last_latency_hours, promotions, promoted_untested, untested_version, untested_build_id
    FROM marker_health`,
  filters: [{ column: 'marker', label: 'Marker has', match: 'contains' }],
  orderBy: "IF(state = 'stale', 0, 1), age_hours DESC, marker",
  columns: [
    column('marker', ['Marker', 'code'], toPromotions),
    column('state', ['State', 'state']),
    column('version', ['Version', 'code']),
    column('since_at', ['Since', 'time']),
    column('age_hours', ['Age', 'hours']),
    column('stale_after_hours', ['Stale after', 'hours']),
    column('cadence_hours', ['New version every', 'hours']),
    column('last_latency_hours', ['Latency of the last promotion', 'hours'], toPromotions),
    column('promotions', ['Promotions', 'number'], toPromotions),
    column('promoted_untested', ['Untested', 'number'], toBuild('untested_build_id')),
  ],
  empty: 'No version marker was read.',
};

const PROMOTIONS: TableSection = {
  kind: 'table',
  id: 'promotions',
  title: 'Promotions of versions',
  sql: `
    SELECT
      marker, version, promoted_at, source_marker, latency_hours, job, build_id, build_version,
      CASE WHEN is_tested THEN 'yes' WHEN NOT is_tested THEN 'no' ELSE 'unknown' END AS tested
    FROM marker_promotions`,
  filters: [{ column: 'marker', parameter: 'promoted', label: 'Promoted to', match: 'contains' }],
  orderBy: 'promoted_at DESC, marker',
  rows: 15,
  columns: [
    column('marker', ['Marker', 'code']),
    column('version', ['Version', 'code']),
    column('promoted_at', ['Promoted', 'time']),
    column('source_marker', ['From', 'code']),
    column('latency_hours', ['After', 'hours']),
    column('tested', ['Tested', 'state']),
    column('job', ['By', 'text'], toJob()),
    column('build_id', ['Build', 'code'], toBuild()),
  ],
  empty: 'No version was promoted from one marker to another.',
};

const VERSIONS: TableSection = {
  kind: 'table',
  id: 'versions',
  title: 'Results by version',
  about: 'Results of the last 28 days, and the status of the version on the date of the builds.',
  sql: `
    SELECT product, version, status, status_from_date, jobs, builds, passed, pass_rate, last_passed_date
    FROM version_results`,
  orderBy: 'product, version DESC, status',
  columns: [
    column('version', ['Version', 'text'], toVersion),
    column('product', ['Product', 'text']),
    column('status', ['Status', 'state']),
    column('jobs', ['Jobs', 'number'], toVersion),
    column('builds', ['Builds', 'number'], toVersion),
    column('pass_rate', ['Pass rate', 'percent'], toVersion),
    column('last_passed_date', ['Last pass', 'date']),
  ],
  empty: 'No build of the last 28 days names a version.',
};

const RETIRED: TableSection = {
  kind: 'table',
  id: 'retired',
  title: 'Jobs of retired versions',
  sql: `
    SELECT job, product, version, retired_date, reason, builds, passed, last_build_date
    FROM retired_jobs`,
  orderBy: 'builds DESC, job, product',
  rows: 20,
  columns: [
    column('job', ['Job', 'text'], toJob()),
    column('product', ['Product', 'text']),
    column('version', ['Version', 'text']),
    column('retired_date', ['Retired', 'date']),
    column(
      'builds',
      ['Builds since', 'number'],
      toBuilds((row) => ({ job: valueIn(row, 'job') })),
    ),
    column('passed', ['Passed', 'number']),
    column('reason', ['Reason', 'text']),
  ],
  empty: 'No job tests a retired version.',
};

const SKIPS: TableSection = {
  kind: 'table',
  id: 'skips',
  title: 'Skip debt',
  about: 'Skips that no valid rule permits, tests that no job ran, and rules that no skip needs.',
  sql: `
    SELECT debt, rule, expires_date, why, test_id, test_name, skip_reason, jobs, builds, last_build_date
    FROM skip_debt`,
  filters: [{ column: 'debt', label: 'Skip debt', match: 'equals' }],
  orderBy: 'debt, builds DESC, test_name, rule',
  rows: 20,
  columns: [
    {
      ...column('test_name', ['Test or rule', 'long'], toTest()),
      text: (row) => valueIn(row, 'test_name') || valueIn(row, 'rule'),
    },
    column('debt', ['Debt', 'text']),
    column('skip_reason', ['Reason of the skip', 'text']),
    column('jobs', ['Jobs', 'number'], toTest()),
    column('builds', ['Builds', 'number'], toTest()),
    column('expires_date', ['Rule expires', 'date']),
    column('why', ['Why', 'text']),
  ],
  empty: 'There is no skip debt.',
};

/** The page of what only kOps has. */
export const KOPS_PAGE: DashboardPage = {
  path: '/kops',
  title: 'kOps',
  navigation: 'kOps',
  lead: 'Are the version markers alive, and how are leases, credentials, migration, versions and skips?',
  sections: [
    MARKERS,
    PROMOTIONS,
    LEASE_TREND,
    LEASED_RESOURCES,
    CREDENTIAL_TREND,
    CREDENTIALS,
    MIGRATION,
    VERSIONS,
    RETIRED,
    SKIPS,
  ],
};

function toPromotions(row: Parameters<typeof valueIn>[0]): string {
  return `/kops?${new URLSearchParams({ promoted: valueIn(row, 'marker') }).toString()}#promotions`;
}

function toVersion(row: Parameters<typeof valueIn>[0]): string | undefined {
  const dimension = valueIn(row, 'product') === 'kops' ? 'kops_version' : 'kubernetes_version';
  return toBuilds(() => ({ [dimension]: valueIn(row, 'version') }))(row);
}
