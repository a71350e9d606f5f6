import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('big-report.ts', import.meta.url));

/** Limit of memory in use after a garbage collection, which is stable; a reader that kept the text would need 240. */
const MAX_LIVE_GROWTH_MEGABYTES = 8;

/** Limit of the peak memory of the process, including noise of the garbage collector. */
const MAX_PEAK_GROWTH_MEGABYTES = 48;

/** Small generations of the garbage collector, so that the peak does not depend on how fast they grow on a busy machine. */
const FLAGS = ['--expose-gc', '--max-old-space-size=96', '--max-semi-space-size=4'];

const resultSchema = z.object({
  attempts: z.number(),
  liveMegabytes: z.number(),
  peakMegabytes: z.number(),
});

/** Reads a generated report in a separate process with a small heap. */
function read(...args: readonly (string | number)[]) {
  const all = [...FLAGS, SCRIPT, ...args.map(String)];
  return resultSchema.parse(JSON.parse(execFileSync(process.execPath, all, { encoding: 'utf8' })));
}

describe('a report with one endless line is read in constant memory', () => {
  test.each(['text', 'ignored', 'cdata', 'attribute', 'name', 'comment'])('%s', (shape) => {
    const [small, large] = [read(shape, 60), read(shape, 300)];
    expect(large.attempts).toBe(1);
    expect(large.liveMegabytes - small.liveMegabytes).toBeLessThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(large.peakMegabytes - small.peakMegabytes).toBeLessThan(MAX_PEAK_GROWTH_MEGABYTES);
  });

  test('and a reader that keeps the text is detected', () => {
    const [small, large] = [read('text', 20, 'keep'), read('text', 300, 'keep')];
    expect(large.liveMegabytes - small.liveMegabytes).toBeGreaterThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(large.peakMegabytes - small.peakMegabytes).toBeGreaterThan(MAX_PEAK_GROWTH_MEGABYTES);
  });
});

describe('a report of many elements that all differ is read in constant memory', () => {
  test.each(['elements', 'long_elements', 'variants', 'long_classes'])('%s', (shape) => {
    const [small, large] = [read(shape, 5), read(shape, 15)];
    expect(large.liveMegabytes - small.liveMegabytes).toBeLessThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(large.peakMegabytes - small.peakMegabytes).toBeLessThan(MAX_PEAK_GROWTH_MEGABYTES);
  });
});
