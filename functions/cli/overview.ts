import type { QueryResult, Warehouse } from '../../shared/ports/warehouse.ts';
import { quoted } from './pipeline.ts';
import { formatResult } from './format/format.ts';
import type { Terminal } from './ports.ts';

/** A question of the overview: what a maintainer wants to know first. */
interface Question {
  readonly title: string;
  /** @param bucket a string literal */
  readonly sql: (bucket: string) => string;
}

const QUESTIONS: readonly Question[] = [
  {
    title: 'Builds',
    sql: (bucket) => `
      SELECT
        COUNT(*) AS builds,
        COUNT(DISTINCT job) AS jobs,
        MIN(build_date) AS first_day,
        MAX(build_date) AS last_day,
        COUNTIF(outcome = 'passed') AS passed,
        COUNTIF(outcome = 'failed') AS failed,
        COUNTIF(outcome = 'errored') AS errored,
        COUNTIF(outcome = 'aborted') AS aborted,
        COUNTIF(outcome = 'running') AS running,
        ROUND(100 * SAFE_DIVIDE(COUNTIF(outcome = 'passed'), COUNTIF(outcome IN ('passed', 'failed', 'errored'))), 1) AS pass_percent
      FROM build_daily
      WHERE bucket = ${bucket}`,
  },
  {
    title: 'Jobs that are broken, longest first',
    sql: () => `
      SELECT
        job,
        state,
        CAST(since_date AS STRING) AS since,
        run_builds AS failures_in_a_row,
        IFNULL(CAST(last_passed_date AS STRING), 'never') AS last_pass
      FROM job_lifecycle
      WHERE state IN ('newly_broken', 'broken', 'never_passed')
      ORDER BY failures_in_a_row DESC, job
      LIMIT 10`,
  },
  {
    title: 'What broke last, and with which build',
    sql: () => `
      SELECT
        job,
        IFNULL(test_name, 'the build as a whole') AS test_name,
        CAST(change_date AS STRING) AS date,
        first_build_after AS first_bad_build,
        failures_after AS failures,
        builds_after AS builds
      FROM test_changepoints
      WHERE direction = 'regressed'
      ORDER BY change_date DESC, job, test_name
      LIMIT 10`,
  },
  {
    title: 'Flaky tests: they fail, and pass again, more often than bad luck explains',
    sql: () => `
      SELECT test_name, flakes, results, ROUND(100 * rate, 1) AS percent, flaky_jobs, job AS look_at
      FROM flaky_tests
      ORDER BY flakes DESC, test_name
      LIMIT 10`,
  },
  {
    title: 'Clouds that were down',
    sql: () => `
      SELECT
        value AS cloud,
        FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', started_at) AS from_utc,
        FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', ended_at) AS to_utc,
        failures,
        runs
      FROM outages
      WHERE dimension = 'cloud'
      ORDER BY started_at`,
  },
];

/** Prints what a maintainer wants to know first, and what to ask next. The builds are those of one bucket. */
export async function printOverview(
  terminal: Terminal,
  warehouse: Warehouse,
  bucket: string,
): Promise<void> {
  for (const { title, sql } of QUESTIONS) {
    const result = await warehouse.query(sql(quoted(bucket)));
    await terminal.out(`\n${title}\n${section(result)}`);
  }
  await terminal.out(
    '\nAsk on:\n' +
      '  npx ci-signal query failure_clusters --limit 10\n' +
      '  npx ci-signal query \'SELECT job, started_at, url FROM builds WHERE outcome = "failed" LIMIT 10\'\n' +
      '  npx ci-signal schema\n',
  );
}

function section(result: QueryResult): string {
  return result.rows.length === 0 ? '  none\n' : formatResult(result, 'table', 100);
}
