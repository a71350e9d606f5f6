import { expect, test } from 'vitest';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { measureViews, type Measurement } from './measure-views.ts';

test('the benchmark reads the scan, the refresh and every view on a small history', async () => {
  const measured: Measurement[] = [];
  for await (const measurement of measureViews(720)) measured.push(measurement);
  const names = readViews().map(({ name }) => name);
  expect(measured.map(({ name }) => name)).toEqual(['scan', 'refresh', ...names]);
  expect(measured.slice(0, 2).map(({ rows }) => rows)).toEqual([720, 2]);
});
