import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from './run.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  path = join(folder, 'w.duckdb');
  const bucket = join(folder, 'bucket');
  await run('simulate', bucket, '--days', '1', '--scale', '0.01');
  const { code } = await run('ingest', bucket, '--warehouse', path);
  expect(code).toBe(0);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('serve answers on this machine until it is interrupted', async () => {
  const launched = ['functions/cli/launch.js', 'serve', '--port', '0', '--warehouse', path];
  const process_ = spawn(process.execPath, launched, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of process_.stdout as AsyncIterable<Buffer>) {
    output += chunk.toString();
    if (output.includes('\n')) break;
  }
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
  const jobs = await fetch(`${url}jobs?format=json`);
  expect(jobs.status).toBe(200);
  expect(jobs.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await jobs.json()).toEqual(
    expect.arrayContaining([expect.objectContaining({ job: expect.stringMatching(/^e2e-kops/) })]),
  );
  // The warehouse can be written meanwhile.
  expect(await run('refresh', '--warehouse', path)).toMatchObject({ code: 0 });
  process_.kill('SIGINT');
  expect(await once(process_, 'exit')).toEqual([0, null]);
});

test('a port that is taken and a warehouse that does not exist are wrong usage', async () => {
  const none = await run('serve', '--warehouse', join(folder, 'none.duckdb'));
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('there is no warehouse');
  const port = await run('serve', '--port', '70000000', '--warehouse', path);
  expect(port.code).toBe(2);
});

test('report writes Markdown about the days, and JSON with all rows', async () => {
  const markdown = await run('report', '--since', '7d', '--warehouse', path);
  expect(markdown.code).toBe(0);
  expect(markdown.stdout).toMatch(/^# CI: 2026-11-\d\d to 2026-11-20\n\n## What broke\n/);
  expect(markdown.stdout).toContain('## Completeness by day');
  const json = await run('report', '--format', 'json', '--warehouse', path);
  expect(JSON.parse(json.stdout)).toMatchObject({ last_date: '2026-11-20', board: null });
  expect((await run('report', '--since', '0d', '--warehouse', path)).code).toBe(2);
});
