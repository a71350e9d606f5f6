import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JUNIT_INPUTS, writeJUnitInput } from './junit-inputs.ts';
import { type JUnitMeasurement, measureJUnit } from './measure-junit.ts';
import { measureReaders } from './measure-readers.ts';
import type { Figure } from './figure.ts';

test('the benchmark reads small reports of all kinds', async () => {
  const measured: JUnitMeasurement[] = [];
  for await (const measurement of measureJUnit({ scale: 0.01, passes: 1 })) {
    measured.push(measurement);
  }
  expect(measured.map(({ name }) => name)).toEqual(Object.keys(JUNIT_INPUTS));
  expect(measured.every(({ attempts }) => attempts >= 2)).toBe(true);
  for (const { name, megabytes, speed, ratioToChecksum } of measured) {
    const usual =
      Object.entries(JUNIT_INPUTS).find(([input]) => input === name)?.[1].megabytes ?? 0;
    expect(megabytes).toBeGreaterThan(usual / 100);
    expect(speed).toBeGreaterThan(0);
    expect(ratioToChecksum).toBeGreaterThan(0);
  }
});

test('the benchmark reads a file of the user', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'junit-'));
  try {
    const file = join(folder, 'mine.xml');
    await writeJUnitInput('go-unit', 0.01, file);
    const figures: Figure[] = [];
    for await (const one of measureReaders({ scale: 1, passes: 1, files: [file] })) {
      figures.push(one);
    }
    expect(figures.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^mine\.xml beside (?:expat|crc32)$/),
      'mine.xml, peak memory',
    ]);
    expect(figures.every(({ ratio }) => ratio > 0)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
