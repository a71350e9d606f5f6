import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILD_PATH, finished, junit, prowjob, started } from '../support/build.ts';
import { CloudPipeline, type Part } from './pipeline/cloud-pipeline.ts';

const WAIT_MS = 200_000;
/** Time after which an upload is repeated. */
const REPEAT_MS = 45_000;
const SETTLE_MS = 1_000;
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
 * Uploads something, and repeats a query until it returns the expected rows or the time is over. A BigQuery emulator that has
 * locked up is started again. The emulator of
 * Pub/Sub sometimes stops to deliver what has failed, so that the upload is repeated, with a warning.
 */
async function untilStored(
  upload: () => Promise<void>,
  sql: string,
  expected: readonly object[],
): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  let rows: unknown;
  let repeatAt = 0;
  do {
    if (rows === undefined || Date.now() > repeatAt) {
      if (repeatAt > 0) console.warn(`uploads again: the query gave ${JSON.stringify(rows)}`);
      await upload();
      repeatAt = Date.now() + REPEAT_MS;
    }
    await sleep(SETTLE_MS);
    rows = await pipeline.query(sql);
  } while (JSON.stringify(rows) !== JSON.stringify(expected) && Date.now() < deadline);
  expect(rows).toEqual(expected);
}

const where = (buildId: string): string =>
  `WHERE build_date = '2025-11-21' AND build_id = '${buildId}'`;

/** Returns GoogleSQL for the attempts of a build, as `test:outcome`. */
const attemptsOf = (ofBuild: string): string => `ARRAY(
    SELECT CONCAT(test_name, ':', outcome) FROM test_attempts ${ofBuild} ORDER BY test_name, attempt
  )`;

describe('uploads to a bucket', () => {
  const ofBuild = where('1991387062838034432');
  const builds = `SELECT job, outcome, is_passed, is_complete, started_at, ${attemptsOf(ofBuild)} AS attempts, ARRAY(
      SELECT CONCAT(test_name, ':', outcome) FROM test_results ${ofBuild} ORDER BY test_name
    ) AS results
    FROM builds ${ofBuild}`;
  const readings = `SELECT object_name, outcome, test_cases, ${attemptsOf(ofBuild)} AS attempts
    FROM ingested_objects ${ofBuild} AND kind = 'junit'`;
  const object_name = `${BUILD_PATH}artifacts/junit_01.xml`;

  it('become rows, regardless of their order', async () => {
    const upload = async (): Promise<void> => {
      // The report is uploaded before started.json, which contains the date of the build, and is delivered again until then.
      await pipeline.upload(object_name, gzipSync(junit('a:passed', 'b:failed', 'b:passed')));
      await pipeline.upload(`${BUILD_PATH}artifacts/kubelet.log`, 'not an artifact');
      await sleep(2_000);
      await pipeline.upload(`${BUILD_PATH}finished.json`, finished(false));
      await pipeline.upload(`${BUILD_PATH}prowjob.json`, prowjob('failure'));
      await pipeline.upload(`${BUILD_PATH}started.json`, started());
    };
    await untilStored(upload, builds, [
      {
        job: JOB,
        outcome: 'failed',
        is_passed: false,
        is_complete: true,
        started_at: '2025-11-21T00:00:00.000Z',
        attempts: ['a:passed', 'b:failed', 'b:passed'],
        results: ['a:passed', 'b:flaky'],
      },
    ]);
  });

  it('replace the rows of the previous version of the object', async () => {
    const upload = (): Promise<void> => pipeline.upload(object_name, junit('c:passed'));
    const outcome = 'parsed';
    await untilStored(upload, readings, [
      { object_name, outcome, test_cases: 1, attempts: ['c:passed'] },
    ]);
  });

  it('are recorded up to the damage if they are damaged', async () => {
    const damaged = `${junit('d:passed').slice(0, -12)}<testcase na`;
    const upload = (): Promise<void> => pipeline.upload(object_name, damaged);
    const outcome = 'salvaged';
    await untilStored(upload, readings, [
      { object_name, outcome, test_cases: 1, attempts: ['d:passed'] },
    ]);
  });
});

describe('a build that is uploaded', () => {
  const upload = async (buildId: string): Promise<void> => {
    const path = `logs/${JOB}/${buildId}/`;
    await pipeline.upload(`${path}started.json`, started());
    await pipeline.upload(`${path}finished.json`, finished());
    await pipeline.upload(`${path}artifacts/junit_01.xml`, junit('a:passed'));
  };
  /** Uploads a build, does something, and waits until the build can be queried. */
  const untilComplete = async (
    buildId: string,
    after: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> => {
    const sql = `SELECT outcome, ${attemptsOf(where(buildId))} AS attempts FROM builds ${where(buildId)}`;
    const uploaded = async (): Promise<void> => {
      await upload(buildId);
      await after();
    };
    await untilStored(uploaded, sql, [{ outcome: 'passed', attempts: ['a:passed'] }]);
  };

  it.each<[Part, string]>([
    ['collect', '1991387062838034501'],
    ['load', '1991387062838034502'],
    ['warehouse', '1991387062838034503'],
  ])('while %s is down arrives as soon as it is up again', async (part, buildId) => {
    await pipeline.stop(part);
    await untilComplete(buildId, async () => {
      await sleep(1_000);
      await pipeline.resume(part);
    });
  });

  it('after a restart of the bucket arrives', async () => {
    await pipeline.restart('bucket');
    await untilComplete('1991387062838034504');
  });

  it('while Pub/Sub is down, and whose notifications are lost, is found by reconcile', async () => {
    await pipeline.stop('messages');
    await untilComplete('1991387062838034505', async () => {
      await pipeline.resume('messages');
      await pipeline.reconcile();
    });
  });
});
