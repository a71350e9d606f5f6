import { setTimeout as sleep } from 'node:timers/promises';
import { PubSub } from '@google-cloud/pubsub';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBigQueryWarehouse } from '../../shared/adapters/bigquery/warehouse.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { PROJECT_ID, startBigQuery, startPubSub } from './emulators.ts';
import { startFunction } from './functions.ts';

interface Closable {
  close(): Promise<unknown>;
}

const RECORDS = 'ci-records';
const DEAD = 'ci-dead-letters';
/** The least that Pub/Sub allows. */
const ATTEMPTS = 5;

const running: Closable[] = [];
let pubsub: PubSub;
let warehouse: Warehouse;

function keep<T extends Closable>(closable: T): T {
  running.push(closable);
  return closable;
}

/** Starts `load` with a subscription that gives messages up, and `dead-letters`, which takes them. */
beforeAll(async () => {
  const [messages, bigQuery] = await Promise.all([startPubSub(), startBigQuery()]);
  keep(messages);
  keep(bigQuery);
  warehouse = keep(createBigQueryWarehouse({ projectId: PROJECT_ID, ...bigQuery }));
  await warehouse.deploy([]);
  pubsub = keep(new PubSub({ projectId: PROJECT_ID, apiEndpoint: messages.apiEndpoint }));
  await pubsub.createTopic(RECORDS);
  await pubsub.createTopic(DEAD);
  const environment = {
    WAREHOUSE: `bigquery:${PROJECT_ID}`,
    BIGQUERY_ENDPOINT: bigQuery.apiEndpoint,
    BIGQUERY_STORAGE_ENDPOINT: bigQuery.storageEndpoint,
  };
  const [load, deadLetters] = await Promise.all([
    startFunction('load', environment),
    startFunction('dead-letters', environment),
  ]);
  const backoff = { minimumBackoff: { seconds: 0 }, maximumBackoff: { seconds: 1 } };
  await pubsub.createSubscription(DEAD, 'ci-dead-letters-push', {
    pushConfig: { pushEndpoint: keep(deadLetters).endpointFor(DEAD) },
    retryPolicy: backoff,
  });
  await pubsub.createSubscription(RECORDS, 'ci-load-push', {
    pushConfig: { pushEndpoint: keep(load).endpointFor(RECORDS) },
    retryPolicy: backoff,
    deadLetterPolicy: {
      deadLetterTopic: `projects/${PROJECT_ID}/topics/${DEAD}`,
      maxDeliveryAttempts: ATTEMPTS,
    },
  });
});

afterAll(async () => {
  for (const closable of running.toReversed()) await closable.close();
});

/** Returns the dead letters, as soon as there are any. */
async function deadLetters() {
  for (;;) {
    const { rows } = await warehouse.query(
      "SELECT * FROM ci_raw.dead_letters WHERE recorded_date >= '1970-01-01'",
    );
    if (rows.length > 0) return rows;
    await sleep(1_000);
  }
}

it('a message that load cannot take is stored as a dead letter after its last delivery', async () => {
  const data = Buffer.from('{"version":2,"table":"builds"}');
  const attributes = { table: 'builds', version: '2' };
  await pubsub.topic(RECORDS).publishMessage({ data, attributes });
  const rows = await deadLetters();
  // Pub/Sub may forward a message several times.
  expect(new Set(rows.map((row) => row['dead_letter_id'])).size).toBe(1);
  const [row] = rows;
  expect(row).toMatchObject({
    state: 'waiting',
    function_name: 'load',
    subscription: 'ci-load-push',
    error_class: 'UnknownMessageError',
    reason: 'a message of version 2, and load knows version 1: deploy the newer load',
    attributes,
    data_base64: data.toString('base64'),
  });
  expect(Number(row?.['attempts'])).toBeGreaterThanOrEqual(ATTEMPTS);
});
