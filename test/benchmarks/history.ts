import { DuckDBInstance } from '@duckdb/node-api';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';

const TESTS = 360;
const JOBS = 900;
const DAYS = 28;

/** Columns that say what a row was read from. */
const IDENTITY = `'bucket' AS bucket, ${PARSER_VERSION} AS parser_version`;

const BUILDS = `
  SELECT
    n,
    'e2e-kops-grid-job-' || (n % ${JOBS}) AS job,
    (1990000000000000000 + n * 1000)::VARCHAR AS build_id,
    'logs/' || job || '/' || build_id || '/' AS build_path,
    TIMESTAMPTZ '2026-10-24 00:00:00Z' + INTERVAL (n * ${DAYS} * 86400 // $builds) SECOND AS started_at,
    CAST(started_at AS DATE) AS build_date,
    n % 11 = 0 AS is_bad,
    'kubernetes/kops@' || md5((n // 30)::VARCHAR) AS inputs
  FROM range($builds) AS numbers(n)`;

/** One attempt in two thousand fails, anywhere. */
const STATEMENTS = [
  `CREATE TEMP TABLE made AS ${BUILDS}`,
  `INSERT INTO ci_raw.builds BY NAME
   SELECT
     ${IDENTITY}, build_path AS object_name, n AS generation, 0 AS ordinal, build_date, job, build_id, started_at, inputs,
     'periodic' AS job_type, NOT is_bad AS is_passed, IF(is_bad, 'failed', 'passed') AS outcome, TRUE AS is_complete,
     started_at + INTERVAL 1 HOUR AS finished_at, 3600.0 AS duration_seconds, 30.0 AS queue_seconds,
     ['aws', 'gce', 'azure'][1 + n % 3] AS cloud, ['calico', 'cilium', 'flannel', 'kindnet'][1 + n % 4] AS networking,
     ['u2404', 'al2023', 'deb12', 'flatcar', 'rhel9'][1 + n % 5] AS distro, ['amd64', 'arm64'][1 + n % 2] AS architecture,
     '1.' || (30 + n % 5) AS kubernetes_version, 'latest' AS kops_version, 'community' AS cluster,
     'https://prow.example/view/' || build_id AS url
   FROM made`,
  `INSERT INTO ci_raw.ingested_objects BY NAME
   SELECT
     ${IDENTITY}, build_path || 'artifacts/junit_01.xml' AS object_name, n AS generation, 0 AS ordinal, build_date, job,
     build_id, build_path, 'junit' AS kind, 'parsed' AS outcome, ${TESTS} AS test_attempts_rows, 0 AS builds_rows,
     started_at + INTERVAL 1 HOUR AS updated_at, started_at + INTERVAL 61 MINUTE AS ingested_at
   FROM made`,
  `INSERT INTO ci_raw.test_attempts BY NAME
   SELECT * EXCLUDE (fails) FROM (SELECT
     ${IDENTITY}, build_path || 'artifacts/junit_01.xml' AS object_name, n AS generation, test AS ordinal, build_date, job,
     build_id, build_path, md5(test::VARCHAR) AS test_id, 'Kubernetes e2e suite' AS suite, test AS case_ordinal,
     '[It] [sig-network] Services should serve the endpoint of pods number ' || test AS test_name,
     'junit_01.xml' AS file, 1.5 AS duration_seconds, hash(n * 1000 + test) % 2000 = 0 AS fails,
     IF(fails, 'failed', 'passed') AS outcome,
     IF(fails, 'expected ' || n || ' to be something else', NULL) AS failure_message,
     IF(fails, repeat('a line of a stack\n', 50), NULL) AS failure_text,
     IF(fails, md5((test % 40)::VARCHAR), NULL) AS failure_fingerprint
   FROM made, range(${TESTS}) AS tests(test))`,
];

/**
 * Fills the raw tables of a deployed warehouse with four weeks of a grid.
 *
 * @param path of a DuckDB file that nobody has open
 * @returns number of attempts, the least multiple of a build's that is enough
 */
export async function makeHistory(path: string, attempts: number): Promise<number> {
  const builds = Math.ceil(attempts / TESTS);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS warehouse`);
  await connection.run('USE warehouse');
  await connection.run("SET TimeZone = 'UTC'");
  for (const statement of STATEMENTS) {
    await connection.run(statement.replaceAll('$builds', String(builds)));
  }
  connection.closeSync();
  instance.closeSync();
  return builds * TESTS;
}
