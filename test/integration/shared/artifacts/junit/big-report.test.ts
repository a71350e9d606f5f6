import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('big-report.ts', import.meta.url));

/** Of what is held after a collection, which is the same each time; a reader that kept the text would need 240. */
const MOST_LIVE_GROWTH_MEGABYTES = 8;

/** Of what the process takes, noise of the garbage collector included. */
const MOST_PEAK_GROWTH_MEGABYTES = 48;

/** Small generations, so that the peak does not depend on how fast the collector grows them on a busy machine. */
const FLAGS = ['--expose-gc', '--max-old-space-size=96', '--max-semi-space-size=4'];

const resultSchema = z.object({
  attempts: z.number(),
  liveMegabytes: z.number(),
  peakMegabytes: z.number(),
});

/** Reads a made-up report in a process of its own, whose heap is small. */
function read(...args: readonly (string | number)[]) {
  const all = [...FLAGS, SCRIPT, ...args.map(String)];
  return resultSchema.parse(JSON.parse(execFileSync(process.execPath, all, { encoding: 'utf8' })));
}

describe('a report with one endless line is read in constant memory', () => {
  test.each(['text', 'ignored', 'cdata', 'attribute', 'name', 'comment'])('%s', (shape) => {
    const [small, large] = [read(shape, 60), read(shape, 300)];
    expect(large.attempts).toBe(1);
    expect(large.liveMegabytes - small.liveMegabytes).toBeLessThan(MOST_LIVE_GROWTH_MEGABYTES);
    expect(large.peakMegabytes - small.peakMegabytes).toBeLessThan(MOST_PEAK_GROWTH_MEGABYTES);
  });

  test('and text that was kept would be noticed', () => {
    const [small, large] = [read('text', 20, 'keep'), read('text', 300, 'keep')];
    expect(large.liveMegabytes - small.liveMegabytes).toBeGreaterThan(MOST_LIVE_GROWTH_MEGABYTES);
    expect(large.peakMegabytes - small.peakMegabytes).toBeGreaterThan(MOST_PEAK_GROWTH_MEGABYTES);
  });
});
