import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { buildsRow } from '../../contracts/warehouse-rows.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { FakeWebhook } from '../../support/fake-webhook.ts';
import { run } from './run.ts';

let folder: string;
let path: string;
let google: FakeGoogle;
let webhook: FakeWebhook;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  path = join(folder, 'w.duckdb');
  const warehouse = await DuckDbWarehouse.open(path);
  await warehouse.deploy(readViews());
  await warehouse.append('builds', [buildsRow({ build_date: '2026-11-20' })]);
  await warehouse.close();
  expect((await run('refresh', '--warehouse', path)).code).toBe(0);
  google = await FakeGoogle.start();
  webhook = await FakeWebhook.start();
});
afterAll(async () => {
  await google.close();
  await webhook.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  delete process.env['REPORT_WEBHOOK'];
  process.env['STORAGE_EMULATOR_HOST'] = google.address;
  webhook.messages.length = 0;
});

const report = (...args: readonly string[]) => run('report', '--warehouse', path, ...args);

test.each([
  ['r.html', /^<!doctype html>/],
  ['r.json', /^\{\n {2}"first_date"/],
  ['new/r.md', /^# CI: /],
])('the file %s has the format of its name', async (name, beginning) => {
  const { code, stdout, stderr } = await report('--to', join(folder, name));
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('wrote the report to ');
  expect(readFileSync(join(folder, name), 'utf8')).toMatch(beginning);
});

test('an object of a bucket has the type of the report', async () => {
  const { code } = await report('--to', 'gs://artifacts/reports/day.html', '--format', 'html');
  expect(code).toBe(0);
  expect(google.types.get('reports/day.html')).toBe('text/html; charset=utf-8');
});

test('a webhook gets a summary; its URL is in no output', async () => {
  process.env['REPORT_WEBHOOK'] = webhook.url;
  const { code, stdout, stderr } = await report('--webhook');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(webhook.messages).toEqual([
    {
      text: expect.stringContaining('CI: 2026-11-19 to 2026-11-20') as unknown,
      blocks: expect.any(Array) as unknown,
    },
  ]);
  webhook.statuses = [404];
  const refused = await report('--webhook', webhook.url);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('the webhook refused the report with status 404');
  expect(stderr + refused.stderr).not.toContain('made-up-secret');
});

test.each([
  [['--to', 'gs://artifacts/folder/'], 'name a file such as report.html, or an object'],
  [['--to', ''], 'cannot write "": name a file'],
  [['--webhook'], 'REPORT_WEBHOOK is missing'],
  [['--webhook', 'http://example.com/made-up-secret'], 'not of the form https://'],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await report(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('made-up-secret');
});

test('the help names defaults as they are written', async () => {
  const { stdout } = await run('report', '--help');
  expect(stdout).toContain('(default: yesterday)');
});

test('a report that lacks a part is written, and not sent', async () => {
  const lacking = join(folder, 'lacking.duckdb');
  copyFileSync(path, lacking);
  const instance = await DuckDBInstance.create(lacking);
  const connection = await instance.connect();
  await connection.run('DROP VIEW ci.incidents');
  connection.closeSync();
  instance.closeSync();
  const { code, stdout, stderr } = await run(
    ...['report', '--warehouse', lacking, '--webhook', webhook.url],
    ...['--to', join(folder, 'lacking.md')],
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('the report lacks "What broke", which cannot be read');
  expect(readFileSync(join(folder, 'lacking.md'), 'utf8')).toMatch(/^# CI: /);
  expect(webhook.messages).toEqual([]);
});
