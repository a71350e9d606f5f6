import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { refresh } from '../../../functions/refresh/handler.ts';
import { finished, started } from '../../support/build.ts';
import { COMMAND_VIEWS } from '../../support/pipeline-views.ts';
import { ScheduledFunction } from '../../support/scheduled-function.ts';

/** Time that the bucket takes to answer a request about an object. */
const LATENCY_MS = 50;

const answerSchema = z.object({
  places: z.tuple([
    z.object({
      bucket: z.string(),
      prefix: z.string(),
      jobs: z.number(),
      listed_jobs: z.number(),
      builds: z.number(),
      read: z.number(),
      failed: z.number(),
      requests: z.number(),
      next: z.string().nullable(),
    }),
  ]),
});

let poll: ScheduledFunction;
/** The end of the next build, in seconds since 1970. */
let now = Math.floor(Date.now() / 1000) - 20 * 86_400;
let lastBuild = 1_900_000_000_000_000_000n;

beforeAll(async () => {
  poll = await ScheduledFunction.start('poll', {
    JOBS: 'e2e-*',
    SECONDS: '1',
    MAX_BYTES_BILLED: '20000000000',
  });
});

afterAll(() => poll.close());

/** Lets jobs have builds in turn, each of which ends an hour after the one before. */
function run(count: number, jobs: readonly string[]): void {
  for (let index = 0; index < count; index++) {
    const build = String((lastBuild += 1_000_000n));
    const folder = `logs/${jobs[index % jobs.length] ?? ''}`;
    now += 3600;
    poll.google.put(`${folder}/${build}/started.json`, Buffer.from(started(now - 600)));
    poll.google.put(`${folder}/${build}/finished.json`, Buffer.from(finished(true, now)));
    poll.google.put(`${folder}/latest-build.txt`, Buffer.from(build));
  }
}

async function call() {
  return answerSchema.parse(await poll.call()).places[0];
}

/** Calls the function until it has come to the end, and returns its answers. */
async function callToTheEnd() {
  const calls = [await call()];
  while (calls.at(-1)?.next !== null && calls.length < 30) calls.push(await call());
  return calls;
}

test('the process reads new builds of jobs in several calls, each of which goes on where the one before has stopped', async () => {
  run(2, ['e2e-a', 'e2e-b']);
  run(1, ['other']);
  expect(await call()).toMatchObject({
    ...{ bucket: poll.google.bucket, prefix: 'logs/', next: null },
    ...{ jobs: 2, listed_jobs: 2, builds: 2, read: 2, failed: 0 },
  });
  await refresh({ warehouse: poll.warehouse, views: COMMAND_VIEWS });

  // A build takes two requests at least, one after the other, and 16 builds are read at once: 160 builds in a second.
  run(400, ['e2e-a', 'e2e-b']);
  poll.google.objectLatencyMs = LATENCY_MS;
  const calls = await callToTheEnd();
  expect(calls.length).toBeGreaterThan(2);
  expect(calls[0]?.next).toMatch(/^logs\/e2e-a\//);
  const read = calls.map((one) => one.read);
  expect(read.every((count) => count < 400)).toBe(true);
  expect(read.reduce((sum, count) => sum + count)).toBe(400);
  expect(await poll.builds()).toBe(402);

  // Until the roll-ups know the builds, their jobs are listed, and nothing is read again.
  poll.google.objectLatencyMs = 0;
  const again = await callToTheEnd();
  expect(again[0]).toMatchObject({ listed_jobs: 2 });
  expect(again.every(({ builds, read }) => builds === 0 && read === 0)).toBe(true);
  expect(again.at(-1)?.next).toBeNull();
  expect(poll.limits).toEqual(['20000000000']);
});
