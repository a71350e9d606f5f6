import type { QueryResult, Warehouse } from '../../shared/ports/warehouse.ts';
import { quoted } from './ingest.ts';
import { formatResult } from './output/format.ts';
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
        ROUND(100 * SAFE_DIVIDE(COUNTIF(is_passed), COUNTIF(outcome IN ('passed', 'failed', 'errored'))), 1) AS pass_percent
      FROM builds
      WHERE bucket = ${bucket}`,
  },
  {
    title: 'Jobs whose last build failed, longest first',
    sql: (bucket) => `
      WITH
        ended AS (
          SELECT *
          FROM builds
          WHERE bucket = ${bucket} AND outcome IN ('passed', 'failed', 'errored')
        ),
        jobs AS (
          SELECT
            job,
            COUNT(*) AS builds,
            MAX(started_at) AS last_build,
            MAX(IF(is_passed, started_at, NULL)) AS last_pass
          FROM ended
          GROUP BY job
        )
      SELECT
        job,
        builds,
        COUNTIF(ended.started_at > IFNULL(last_pass, TIMESTAMP '1970-01-01 00:00:00+00')) AS failures_in_a_row,
        IFNULL(CAST(DATE(last_pass) AS STRING), 'never') AS last_pass
      FROM ended
      JOIN jobs USING (job)
      WHERE last_pass IS NULL OR last_build > last_pass
      GROUP BY job, builds, jobs.last_pass
      ORDER BY failures_in_a_row DESC, job
      LIMIT 10`,
  },
  {
    title: 'Flaky tests: passed and failed in one and the same build',
    sql: (bucket) => `
      SELECT
        test_name,
        COUNTIF(outcome = 'flaky') AS flaky_builds,
        COUNTIF(outcome IN ('passed', 'failed', 'flaky')) AS builds,
        COUNT(DISTINCT IF(outcome = 'flaky', job, NULL)) AS jobs
      FROM test_results
      WHERE bucket = ${bucket}
      GROUP BY test_id, test_name
      HAVING flaky_builds > 0
      ORDER BY flaky_builds DESC, test_name
      LIMIT 10`,
  },
];

/** Prints what a maintainer wants to know first of the builds in a bucket, and what to ask next. */
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
      '  npx ci-signal query \'SELECT job, started_at, outcome, url FROM builds WHERE outcome = "failed" LIMIT 10\'\n' +
      '  npx ci-signal schema\n',
  );
}

function section(result: QueryResult): string {
  return result.rows.length === 0 ? '  none\n' : formatResult(result, 'table', 100);
}
