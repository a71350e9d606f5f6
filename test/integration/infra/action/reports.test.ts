import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findReports } from '../../../../infra/action/reports.ts';
import { UsageError } from '../../../../shared/errors.ts';
import { junit } from '../../../support/build.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function namesOf(...paths: readonly string[]): Promise<readonly string[]> {
  return (await findReports(paths)).map(({ name }) => name);
}

test('links that lead nowhere are left out, and others are followed', async () => {
  writeFileSync(join(folder, 'TEST-a.xml'), junit('a:passed'));
  symlinkSync('TEST-a.xml', join(folder, 'TEST-b.xml'));
  symlinkSync('nowhere', join(folder, 'TEST-c.xml'));
  expect(await namesOf(folder)).toEqual([
    'artifacts/junit_TEST-a.xml',
    'artifacts/junit_TEST-b.xml',
  ]);
});

test('a file that cannot be unpacked is a report, which the ledger rejects', async () => {
  writeFileSync(join(folder, 'TEST-a.xml.gz'), Buffer.from('1f8b6161616161616161', 'hex'));
  expect(await namesOf(folder)).toEqual(['artifacts/junit_TEST-a.xml.gz']);
});

test('files of one name in two places stay apart', async () => {
  for (const place of ['a', 'b']) {
    mkdirSync(join(folder, place));
    writeFileSync(join(folder, place, 'junit.xml'), junit('a:passed'));
  }
  expect(await namesOf(join(folder, 'a'), join(folder, 'b', 'junit.xml'))).toEqual([
    'artifacts/1/junit.xml',
    'artifacts/2/junit.xml',
  ]);
});

test('a path that does not exist is wrong usage', async () => {
  await expect(findReports([join(folder, 'nowhere')])).rejects.toThrow(UsageError);
});
