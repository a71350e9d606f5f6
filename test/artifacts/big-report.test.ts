import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('big-report.ts', import.meta.url));

/** Noise of the garbage collector; a reader that kept the text would need 240. */
const MOST_GROWTH_MEGABYTES = 80;

const resultSchema = z.object({ attempts: z.number(), peakMegabytes: z.number() });

/** Reads a made-up report of a size in a process of its own, whose heap is small. */
function read(shape: string, megabytes: number) {
  const args = ['--max-old-space-size=96', SCRIPT, shape, String(megabytes)];
  return resultSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
}

describe('a report with one endless line is read in constant memory', () => {
  test.each(['text', 'ignored', 'cdata', 'attribute', 'name', 'comment'])('%s', (shape) => {
    const [small, large] = [read(shape, 60), read(shape, 300)];
    expect(large.attempts).toBe(1);
    expect(large.peakMegabytes - small.peakMegabytes).toBeLessThan(MOST_GROWTH_MEGABYTES);
  });
});
