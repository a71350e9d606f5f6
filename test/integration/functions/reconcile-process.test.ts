import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { finished, started } from '../../support/build.ts';
import { ScheduledFunction } from '../../support/scheduled-function.ts';

const BUILDS = 200;
/** Time that the bucket takes to answer a request about an object. */
const LATENCY_MS = 100;

const placeSchema = z.object({
  bucket: z.string(),
  prefix: z.string(),
  listed: z.number(),
  complete: z.number(),
  read: z.number(),
  failed: z.number(),
  next: z.string().nullable(),
});

const answerSchema = z.object({
  places: z.tuple([placeSchema]),
  staleness: z.array(z.object({ bucket: z.string(), is_stale: z.boolean() })),
});

let reconcile: ScheduledFunction;

beforeAll(async () => {
  reconcile = await ScheduledFunction.start('reconcile', {
    JOBS: 'e2e-*, unit',
    SECONDS: '1',
    MIN_AGE_SECONDS: '0',
    MAX_BYTES_BILLED: '30000000000',
  });
});

afterAll(() => reconcile.close());

async function call() {
  const { places, staleness } = answerSchema.parse(await reconcile.call());
  return { ...places[0], staleness };
}

/** Calls the function until it comes to the end of the bucket. */
async function round() {
  const calls = [await call()];
  while (calls.at(-1)?.next !== null) calls.push(await call());
  return calls;
}

/** Returns the sums of the numbers of some calls. */
function sumOf(calls: Awaited<ReturnType<typeof round>>) {
  const sum = { listed: 0, complete: 0, read: 0, failed: 0 };
  for (const { listed, complete, read, failed } of calls) {
    sum.listed += listed;
    sum.complete += complete;
    sum.read += read;
    sum.failed += failed;
  }
  return sum;
}

test('the process reads what is missing in several calls, and answers with numbers', async () => {
  const { google } = reconcile;
  for (let build = 1000; build < 1000 + BUILDS; build++) {
    google.put(`logs/e2e-a/${build}/started.json`, Buffer.from(started()));
    google.put(`logs/e2e-a/${build}/finished.json`, Buffer.from(finished()));
  }
  google.put('logs/other/1/started.json', Buffer.from(started()));
  // A build takes two requests at least, one after the other, and 16 builds are read at once: 80 builds in a second.
  google.objectLatencyMs = LATENCY_MS;
  const first = await round();
  expect(first.length).toBeGreaterThan(1);
  expect(await reconcile.builds()).toBe(BUILDS);
  expect(sumOf(first)).toMatchObject({ read: BUILDS, failed: 0 });
  expect(first.at(-1)?.staleness).toEqual([{ bucket: google.bucket, is_stale: false }]);

  const second = await round();
  const listed = 2 * BUILDS;
  expect(sumOf(second)).toEqual({ listed, complete: listed, read: 0, failed: 0 });
  expect(second[0]).toMatchObject({ bucket: google.bucket, prefix: 'logs/' });
  expect(reconcile.limits).toEqual(['30000000000']);
});
