import { describe, expect, test } from 'vitest';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { objects, run } from './run.ts';

describe('schema', () => {
  test('lists every view and raw table once, the marts first and the raw tables last', async () => {
    const { code, stdout } = await run('schema', '--format', 'ndjson');
    const listed = objects(stdout);
    const layers = listed.map(({ layer }) => String(layer).split('/')[0]);
    expect(code).toBe(0);
    expect(listed.map(({ name }) => name).sort()).toEqual(
      [
        ...readViews().map(({ name }) => name),
        ...TABLE_NAMES.map((name) => `ci_raw.${name}`),
      ].sort(),
    );
    expect([...new Set(layers)]).toEqual([
      'marts',
      'operations',
      'snapshots',
      'intermediate',
      'rollups',
      'policy',
      'staging',
      'null',
    ]);
  });

  test('shows the topic of a mart', async () => {
    const { stdout } = await run('schema', '--format', 'ndjson');
    const outages = objects(stdout).find(({ name }) => name === 'outages');
    expect(outages).toMatchObject({ kind: 'view', layer: 'marts/failures' });
  });

  test('lists the columns of a view and of a raw table in their order', async () => {
    const view = objects((await run('schema', 'stale_dates', '--format', 'ndjson')).stdout);
    expect(view.map(({ column }) => column)).toEqual(['build_date']);
    const table = objects((await run('schema', 'ci_raw.builds', '--format', 'ndjson')).stdout);
    expect(table[0]).toMatchObject({ column: 'bucket' });
  });

  test('refuses an unknown name', async () => {
    const { code, stdout, stderr } = await run('schema', 'nonsense');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('there is no view or table nonsense; `ci-signal schema` lists them');
  });
});
