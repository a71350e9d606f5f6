import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { PubSub } from '@google-cloud/pubsub';
import { Storage } from '@google-cloud/storage';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { QueryResult, Warehouse } from '../../shared/ports/warehouse.ts';
import { BUILD_PATH, finished, junit, prowjob, started } from '../support/build.ts';
import { PROJECT_ID, startBigQuery, startCloudStorage, startPubSub } from './emulators.ts';
import { startFunction } from './functions.ts';
import { neededViews } from '../../shared/views/dependencies.ts';

interface Closable {
  close(): Promise<unknown>;
}

const WAIT_MS = 200_000;
const SETTLE_MS = 3_000;
const BUCKET = 'artifacts';
const OBJECTS = 'ci-objects';
const RECORDS = 'ci-records';
const BUILD_DATE = '2025-11-21';

/** Views that the tests query. */
const ASKED = ['builds', 'ingested_objects', 'test_attempts', 'test_results'];

const running: Closable[] = [];
let pubsub: PubSub;
let storage: Storage;
let warehouse: Warehouse;

/** Starts the whole pipeline as servers: bucket → notification → collect → message → load → warehouse. */
beforeAll(async () => {
  const messages = keep(await startPubSub());
  const bigQuery = keep(await startBigQuery());
  const bucket = keep(await startCloudStorage({ pubsub: messages, topic: OBJECTS }));

  warehouse = createBigQueryWarehouse({ projectId: PROJECT_ID, ...bigQuery });
  keep(warehouse);
  await warehouse.deploy(neededViews(ASKED, readViews()));
  pubsub = new PubSub({ projectId: PROJECT_ID, apiEndpoint: messages.apiEndpoint });
  keep(pubsub);
  await pubsub.createTopic(OBJECTS);
  await pubsub.createTopic(RECORDS);

  const environment = { PUBSUB_EMULATOR_HOST: messages.apiEndpoint };
  const collect = await startFunction('collect', {
    ...environment,
    GOOGLE_CLOUD_PROJECT: PROJECT_ID,
    TOPIC: RECORDS,
    BUCKETS: BUCKET,
    ANONYMOUS: 'true',
    STORAGE_ENDPOINT: bucket.apiEndpoint,
  });
  const load = await startFunction('load', {
    ...environment,
    WAREHOUSE: `bigquery:${PROJECT_ID}`,
    BIGQUERY_ENDPOINT: bigQuery.apiEndpoint,
    BIGQUERY_STORAGE_ENDPOINT: bigQuery.storageEndpoint,
  });
  await push(OBJECTS, keep(collect).endpointFor(OBJECTS));
  await push(RECORDS, keep(load).endpointFor(RECORDS));

  storage = new Storage({
    projectId: PROJECT_ID,
    apiEndpoint: bucket.apiEndpoint,
    useAuthWithCustomEndpoint: false,
  });
  await storage.createBucket(BUCKET);
});

/** Closes the servers in reverse order, including those that were started before a failure. */
afterAll(async () => {
  for (const closable of running.toReversed()) await closable.close();
});

function keep<T extends Closable>(closable: T): T {
  running.push(closable);
  return closable;
}

async function push(topic: string, pushEndpoint: string): Promise<void> {
  await pubsub.createSubscription(topic, `${topic}-push`, {
    pushConfig: { pushEndpoint },
    ackDeadlineSeconds: 60,
    retryPolicy: { minimumBackoff: { seconds: 1 }, maximumBackoff: { seconds: 2 } },
  });
}

async function upload(file: string, content: string | Buffer): Promise<void> {
  await storage
    .bucket(BUCKET)
    .file(BUILD_PATH + file)
    .save(content, {
      resumable: false,
      ...(Buffer.isBuffer(content) && { metadata: { contentEncoding: 'gzip' } }),
    });
}

/**
 * Repeats a query until it returns the expected rows or the time is over. It waits before each query, since the BigQuery
 * emulator sometimes locks up if it is queried while rows are written.
 */
async function untilAnswered(sql: string, rows: QueryResult['rows']): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  await sleep(SETTLE_MS);
  let answer = await warehouse.query(sql);
  while (JSON.stringify(answer.rows) !== JSON.stringify(rows) && Date.now() < deadline) {
    await sleep(SETTLE_MS);
    answer = await warehouse.query(sql);
  }
  expect(answer.rows).toEqual(rows);
}

describe('uploads to a bucket', () => {
  const where = `WHERE build_date = '${BUILD_DATE}' AND build_id = '1991387062838034432'`;
  const builds = `SELECT job, outcome, is_passed, is_complete, started_at FROM builds ${where}`;
  const attempts = `SELECT test_name, outcome, attempt FROM test_attempts ${where} ORDER BY test_name, attempt`;
  const readings = `SELECT object_name, outcome, test_cases FROM ingested_objects ${where} AND kind = 'junit'`;

  it('become rows, regardless of their order', async () => {
    // The report is uploaded before started.json, which contains the date of the build, and is delivered again until then.
    await upload('artifacts/junit_01.xml', gzipSync(junit('a:passed', 'b:failed', 'b:passed')));
    await upload('artifacts/kubelet.log', 'not an artifact');
    await sleep(2_000);
    await upload('finished.json', finished(false));
    await upload('prowjob.json', prowjob('failure'));
    await upload('started.json', started());

    await untilAnswered(builds, [
      {
        job: 'e2e-kops-grid-calico-u2404-k35',
        outcome: 'failed',
        is_passed: false,
        is_complete: true,
        started_at: '2025-11-21T00:00:00.000Z',
      },
    ]);
    await untilAnswered(attempts, [
      { test_name: 'a', outcome: 'passed', attempt: 1 },
      { test_name: 'b', outcome: 'failed', attempt: 1 },
      { test_name: 'b', outcome: 'passed', attempt: 2 },
    ]);
    await untilAnswered(`SELECT test_name, outcome FROM test_results ${where} ORDER BY test_name`, [
      { test_name: 'a', outcome: 'passed' },
      { test_name: 'b', outcome: 'flaky' },
    ]);
  });

  it('replace the rows of the previous version of the object', async () => {
    await upload('artifacts/junit_01.xml', junit('c:passed'));
    await untilAnswered(attempts, [{ test_name: 'c', outcome: 'passed', attempt: 1 }]);
    const object_name = `${BUILD_PATH}artifacts/junit_01.xml`;
    await untilAnswered(readings, [{ object_name, outcome: 'parsed', test_cases: 1 }]);
  });

  it('are recorded up to the damage if they are damaged', async () => {
    await upload('artifacts/junit_01.xml', `${junit('d:passed').slice(0, -12)}<testcase na`);
    await untilAnswered(attempts, [{ test_name: 'd', outcome: 'passed', attempt: 1 }]);
    const object_name = `${BUILD_PATH}artifacts/junit_01.xml`;
    await untilAnswered(readings, [{ object_name, outcome: 'salvaged', test_cases: 1 }]);
  });
});
