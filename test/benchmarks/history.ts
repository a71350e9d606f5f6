import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import { TABLES, type TableName } from '../../shared/schema/tables.ts';
import { completeRow } from '../views/case.ts';

const TESTS = 360;
const JOBS = 900;
const DAYS = 28;

/** Columns that identify the object and the reading that a row comes from. */
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

/** The rows of each raw table, read from the table `made` of builds. One attempt in two thousand fails. */
const QUERIES: Readonly<Partial<Record<TableName, string>>> = {
  builds: `
   SELECT
     ${IDENTITY}, build_path AS object_name, n AS generation, 0 AS ordinal, build_date, job, build_id, started_at, inputs,
     'periodic' AS job_type, NOT is_bad AS is_passed, IF(is_bad, 'failed', 'passed') AS outcome, TRUE AS is_complete,
     started_at + INTERVAL 1 HOUR AS finished_at, 3600.0 AS duration_seconds, 30.0 AS queue_seconds,
     ['aws', 'gce', 'azure'][1 + n % 3] AS cloud, ['calico', 'cilium', 'flannel', 'kindnet'][1 + n % 4] AS networking,
     ['u2404', 'al2023', 'deb12', 'flatcar', 'rhel9'][1 + n % 5] AS distro, ['amd64', 'arm64'][1 + n % 2] AS architecture,
     '1.' || (30 + n % 5) AS kubernetes_version, 'latest' AS kops_version, 'community' AS cluster,
     'https://prow.example/view/' || build_id AS url
   FROM made`,
  ingested_objects: `
   SELECT
     ${IDENTITY}, build_path || 'artifacts/junit_01.xml' AS object_name, n AS generation, 0 AS ordinal, build_date, job,
     build_id, build_path, 'junit' AS kind, 'parsed' AS outcome, ${TESTS} AS test_attempts_rows, 0 AS builds_rows,
     started_at + INTERVAL 1 HOUR AS updated_at, started_at + INTERVAL 61 MINUTE AS ingested_at
   FROM made`,
  test_attempts: `
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
};

/**
 * Fills the raw tables of a deployed warehouse with four weeks of a grid.
 *
 * @param path of a DuckDB file that no process has open
 * @returns number of attempts: the smallest multiple of the attempts of one build that is at least `attempts`
 */
export async function makeHistory(path: string, attempts: number): Promise<number> {
  const builds = Math.ceil(attempts / TESTS);
  await withFile(path, async (connection) => {
    const made = BUILDS.replaceAll('$builds', String(builds));
    await connection.run(`CREATE TEMP TABLE made AS ${made}`);
    for (const [table, query] of Object.entries(QUERIES) as [TableName, string][]) {
      await insertRows(connection, table, query);
    }
  });
  return builds * TESTS;
}

/**
 * Inserts the rows of a query of DuckDB into a raw table of a deployed warehouse.
 *
 * @param path of a DuckDB file that no process has open
 */
export async function insertInto(path: string, table: TableName, query: string): Promise<void> {
  await withFile(path, (connection) => insertRows(connection, table, query));
}

async function withFile(
  path: string,
  use: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS warehouse`);
  await connection.run('USE warehouse');
  await connection.run("SET TimeZone = 'UTC'");
  await use(connection);
  connection.closeSync();
  instance.closeSync();
}

/** Inserts the rows of a query. Required columns that it does not have get plain values, so that new columns do not break it. */
async function insertRows(
  connection: DuckDBConnection,
  table: TableName,
  query: string,
): Promise<void> {
  const described = await connection.runAndReadAll(`DESCRIBE ${query}`);
  const given = new Set(described.getRows().map(([name]) => name));
  const plain = Object.entries(completeRow(table, {}));
  const columns: readonly { name: string; mode: string }[] = TABLES[table].schema;
  const isMissing = (name: string): boolean =>
    !given.has(name) && columns.some((one) => one.name === name && one.mode === 'REQUIRED');
  const missing = plain
    .filter(([name]) => isMissing(name))
    .map(
      ([name, value]) =>
        `'${typeof value === 'string' ? value : JSON.stringify(value)}' AS ${name}`,
    );
  await connection.run(
    `INSERT INTO ci_raw.${table} BY NAME SELECT ${[...missing, '*'].join(', ')} FROM (${query})`,
  );
}
