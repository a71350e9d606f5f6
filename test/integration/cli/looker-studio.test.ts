import { describe, expect, test } from 'vitest';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { objects, run } from './run.ts';

const WAREHOUSE = ['--warehouse', 'bigquery:my-project.kops_'];

async function links(...args: readonly string[]) {
  const { code, stdout } = await run('looker-studio', ...args, '--format', 'ndjson');
  expect(code).toBe(0);
  return objects(stdout).map(({ topic, url }) => ({ topic, url: new URL(String(url)) }));
}

describe('looker-studio', () => {
  test('links each topic with its views as data sources', async () => {
    const printed = await links(...WAREHOUSE);
    const topics = new Set(readViews().flatMap(({ topic }) => topic ?? []));
    expect(printed.map(({ topic }) => topic)).toEqual([...topics].sort());
    const tables = printed.flatMap(({ url }) =>
      [...url.searchParams].filter(([name]) => name.endsWith('.tableId')).map(([, table]) => table),
    );
    const marts = readViews().filter(({ topic }) => topic !== undefined);
    expect(tables.toSorted()).toEqual(marts.map(({ name }) => name).toSorted());
  });

  test('names project, dataset and view of each source', async () => {
    const [link] = await links(...WAREHOUSE, 'kettle');
    expect(link?.url.href).toMatch(/^https:\/\/lookerstudio\.google\.com\/reporting\/create\?/);
    expect(Object.fromEntries(link?.url.searchParams ?? [])).toEqual({
      'c.mode': 'edit',
      'r.reportName': 'ci-signal: kettle',
      'ds.ds0.datasourceName': 'kettle_builds',
      'ds.ds0.connector': 'bigQuery',
      'ds.ds0.type': 'TABLE',
      'ds.ds0.projectId': 'my-project',
      'ds.ds0.datasetId': 'kops_ci',
      'ds.ds0.tableId': 'kettle_builds',
    });
  });

  test.each<[string, readonly string[], string]>([
    ['DuckDB', ['--warehouse', 'w.duckdb'], 'Looker Studio reads BigQuery: pass --warehouse'],
    ['an unknown topic', [...WAREHOUSE, 'tests'], 'there is no topic tests; the topics are boards'],
  ])('refuses %s', async (_name, args, message) => {
    const { code, stderr } = await run('looker-studio', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
