import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { JUNIT_INPUTS, writeJUnitInput } from './junit-inputs.ts';
import { type JUnitMeasurement, measureJUnit } from './measure-junit.ts';

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
    const measured: JUnitMeasurement[] = [];
    for await (const measurement of measureJUnit({ scale: 1, passes: 1, files: [file] })) {
      measured.push(measurement);
    }
    expect(measured).toMatchObject([{ name: 'mine.xml', description: 'a file of yours' }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
