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

const takenSchema = z.object({ liveMegabytes: z.number(), peakMegabytes: z.number() });

const resultSchema = z.object({
  attempts: z.number(),
  taken: z.tuple([takenSchema, takenSchema]),
});

/**
 * Reads a generated report in a separate process with a small heap.
 *
 * @param args shape of the report, megabytes up to the place where memory is measured, and all megabytes
 * @returns the number of attempts, and by how much the memory has grown behind the place
 */
function read(...args: readonly (string | number)[]) {
  const all = [...FLAGS, SCRIPT, ...args.map(String)];
  const output = execFileSync(process.execPath, all, { encoding: 'utf8' });
  const { attempts, taken } = resultSchema.parse(JSON.parse(output));
  const [before, after] = taken;
  return {
    attempts,
    liveGrowth: after.liveMegabytes - before.liveMegabytes,
    peakGrowth: after.peakMegabytes - before.peakMegabytes,
  };
}

describe('a report with one endless line is read in constant memory', () => {
  test.each(['text', 'ignored', 'cdata', 'attribute', 'name', 'comment'])('%s', (shape) => {
    const { attempts, liveGrowth, peakGrowth } = read(shape, 60, 300);
    expect(attempts).toBe(1);
    expect(liveGrowth).toBeLessThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(peakGrowth).toBeLessThan(MAX_PEAK_GROWTH_MEGABYTES);
  });

  test('and a reader that keeps the text is detected', () => {
    const { liveGrowth, peakGrowth } = read('text', 20, 150, 'keep');
    expect(liveGrowth).toBeGreaterThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(peakGrowth).toBeGreaterThan(MAX_PEAK_GROWTH_MEGABYTES);
  });
});

describe('a report of many elements that all differ is read in constant memory', () => {
  test.each(['elements', 'long_elements', 'variants', 'long_classes'])('%s', (shape) => {
    const { liveGrowth, peakGrowth } = read(shape, 5, 15);
    expect(liveGrowth).toBeLessThan(MAX_LIVE_GROWTH_MEGABYTES);
    expect(peakGrowth).toBeLessThan(MAX_PEAK_GROWTH_MEGABYTES);
  });
});
