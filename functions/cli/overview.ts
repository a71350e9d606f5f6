import type { QueryResult, Warehouse } from '../../shared/ports/warehouse.ts';
import { stringLiteral } from '../../shared/schema/googlesql-literal.ts';
import { formatResult } from './format/format.ts';
import type { Terminal } from './ports.ts';

/** A section of the overview. */
interface Section {
  readonly title: string;
  /** @param bucket the name of the bucket as a string literal */
  readonly sql: (bucket: string) => string;
}

const SECTIONS: readonly Section[] = [
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
    title: 'What broke, one line for each cause, that with the most lost builds first',
    sql: () => `
      SELECT
        kind,
        subject,
        FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', started_at) AS since_utc,
        IF(is_open, 'open', 'ended') AS state,
        builds_lost,
        jobs,
        tests,
        example_job,
        IFNULL(example_test_name, '') AS example_test
      FROM incidents
      ORDER BY builds_lost DESC, started_at, subject
      LIMIT 10`,
  },
  {
    title: 'Broken jobs, those with the most failures in a row first',
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
    title: 'Flaky tests: they fail and then pass again more often than chance explains',
    sql: () => `
      SELECT test_name, flakes, results, ROUND(100 * rate, 1) AS percent, flaky_jobs, job AS look_at
      FROM flaky_tests
      ORDER BY flakes DESC, test_name
      LIMIT 10`,
  },
  {
    title: 'Outages',
    sql: () => `
      SELECT
        dimension,
        value,
        FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', started_at) AS from_utc,
        FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', ended_at) AS to_utc,
        failures,
        runs
      FROM outages
      ORDER BY started_at, dimension, value`,
  },
];

/**
 * Prints an overview of the warehouse and example queries.
 *
 * @param shown bucket whose builds are counted, and the option by which the example queries name the warehouse
 */
export async function printOverview(
  terminal: Terminal,
  warehouse: Warehouse,
  { bucket, option }: { readonly bucket: string; readonly option: string },
): Promise<void> {
  for (const { title, sql } of SECTIONS) {
    const result = await warehouse.query(sql(stringLiteral(bucket)));
    await terminal.out(`\n${title}\n${formatSection(result)}`);
  }
  await terminal.out(
    '\nNext:\n' +
      `  npx ci-signal serve${option}    shows it in a browser\n` +
      `  npx ci-signal query incident_regressions --limit 10${option}\n` +
      `  npx ci-signal query failure_clusters --limit 10${option}\n` +
      `  npx ci-signal query 'SELECT job, started_at, url FROM builds WHERE outcome = "failed" LIMIT 10'${option}\n` +
      '  npx ci-signal schema\n',
  );
}

function formatSection(result: QueryResult): string {
  return result.rows.length === 0
    ? '  none\n'
    : formatResult(result, { format: 'table', maxCellLength: 100 });
}
