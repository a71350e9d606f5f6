import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUILD_PATH, finished, junit, prowjob, started } from '../support/build.ts';
import { CloudPipeline, type Part } from './pipeline/cloud-pipeline.ts';

const WAIT_MS = 200_000;
const SETTLE_MS = 2_000;
const JOB = 'e2e-kops-grid-calico-u2404-k35';

/** Views that the tests query, and those that `reconcile` does. */
const ASKED = [
  ...['builds', 'ingested_objects', 'test_attempts', 'test_results'],
  ...['incomplete_objects', 'staleness', 'stale_dates'],
];

let pipeline: CloudPipeline;

beforeAll(async () => {
  pipeline = await CloudPipeline.start(ASKED);
});

afterAll(() => pipeline.close());

/**
 * Repeats a query until it returns the expected rows or the time is over. It waits before each query, since the BigQuery
 * emulator sometimes locks up if it is queried while rows are written.
 */
async function untilAnswered(sql: string, expected: readonly object[]): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  let rows: unknown;
  do {
    await sleep(SETTLE_MS);
    rows = await pipeline.query(sql);
  } while (JSON.stringify(rows) !== JSON.stringify(expected) && Date.now() < deadline);
  expect(rows).toEqual(expected);
}

const where = (buildId: string): string =>
  `WHERE build_date = '2025-11-21' AND build_id = '${buildId}'`;

describe('uploads to a bucket', () => {
  const ofBuild = where('1991387062838034432');
  const builds = `SELECT job, outcome, is_passed, is_complete, started_at, ARRAY(
      SELECT CONCAT(test_name, ':', outcome) FROM test_results ${ofBuild} ORDER BY test_name
    ) AS results
    FROM builds ${ofBuild}`;
  const attempts = `SELECT test_name, outcome, attempt FROM test_attempts ${ofBuild} ORDER BY test_name, attempt`;
  const readings = `SELECT object_name, outcome, test_cases FROM ingested_objects ${ofBuild} AND kind = 'junit'`;
  const object_name = `${BUILD_PATH}artifacts/junit_01.xml`;

  it('become rows, regardless of their order', async () => {
    // The report is uploaded before started.json, which contains the date of the build, and is delivered again until then.
    await pipeline.upload(object_name, gzipSync(junit('a:passed', 'b:failed', 'b:passed')));
    await pipeline.upload(`${BUILD_PATH}artifacts/kubelet.log`, 'not an artifact');
    await sleep(2_000);
    await pipeline.upload(`${BUILD_PATH}finished.json`, finished(false));
    await pipeline.upload(`${BUILD_PATH}prowjob.json`, prowjob('failure'));
    await pipeline.upload(`${BUILD_PATH}started.json`, started());

    await untilAnswered(builds, [
      {
        job: JOB,
        outcome: 'failed',
        is_passed: false,
        is_complete: true,
        started_at: '2025-11-21T00:00:00.000Z',
        results: ['a:passed', 'b:flaky'],
      },
    ]);
    await untilAnswered(attempts, [
      { test_name: 'a', outcome: 'passed', attempt: 1 },
      { test_name: 'b', outcome: 'failed', attempt: 1 },
      { test_name: 'b', outcome: 'passed', attempt: 2 },
    ]);
  });

  it('replace the rows of the previous version of the object', async () => {
    await pipeline.upload(object_name, junit('c:passed'));
    await untilAnswered(attempts, [{ test_name: 'c', outcome: 'passed', attempt: 1 }]);
    await untilAnswered(readings, [{ object_name, outcome: 'parsed', test_cases: 1 }]);
  });

  it('are recorded up to the damage if they are damaged', async () => {
    await pipeline.upload(object_name, `${junit('d:passed').slice(0, -12)}<testcase na`);
    await untilAnswered(attempts, [{ test_name: 'd', outcome: 'passed', attempt: 1 }]);
    await untilAnswered(readings, [{ object_name, outcome: 'salvaged', test_cases: 1 }]);
  });
});

describe('a build that is uploaded', () => {
  const upload = async (buildId: string): Promise<void> => {
    const path = `logs/${JOB}/${buildId}/`;
    await pipeline.upload(`${path}started.json`, started());
    await pipeline.upload(`${path}finished.json`, finished());
    await pipeline.upload(`${path}artifacts/junit_01.xml`, junit('a:passed'));
  };
  const untilComplete = (buildId: string): Promise<void> =>
    untilAnswered(
      `SELECT outcome, (SELECT COUNT(*) FROM test_attempts ${where(buildId)}) AS attempts
       FROM builds ${where(buildId)}`,
      [{ outcome: 'passed', attempts: 1 }],
    );

  it.each<[Part, string]>([
    ['collect', '1991387062838034501'],
    ['load', '1991387062838034502'],
    ['warehouse', '1991387062838034503'],
  ])('while %s is down arrives as soon as it is up again', async (part, buildId) => {
    await pipeline.stop(part);
    await upload(buildId);
    await sleep(1_000);
    await pipeline.resume(part);
    await untilComplete(buildId);
  });

  it('after a restart of the bucket arrives', async () => {
    await pipeline.restart('bucket');
    await upload('1991387062838034504');
    await untilComplete('1991387062838034504');
  });

  it('while Pub/Sub is down, and whose notifications are lost, is found by reconcile', async () => {
    await pipeline.stop('messages');
    await upload('1991387062838034505');
    await pipeline.resume('messages');
    await pipeline.reconcile();
    await untilComplete('1991387062838034505');
  });
});
