import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DATASET, PANEL_GROUPS } from '../../../infra/generate/grafana/panels.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { readLookerBoards } from '../../support/looker/project.ts';
import { columnOfField, tileStatement } from '../../support/looker/tile-statement.ts';

const PANELS = PANEL_GROUPS.flatMap(({ panels }) => panels);

const dashboardSchema = z.object({
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ y: z.number(), h: z.number() }),
      targets: z.array(z.object({ rawSql: z.string(), format: z.number() })).optional(),
    }),
  ),
});

const DASHBOARD = dashboardSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../../infra/grafana/ci-signal.json', import.meta.url), 'utf8'),
  ),
);

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  warehouse = await DuckDbWarehouse.open(':memory:');
  await warehouse.deploy(readViews());
});

afterAll(() => warehouse.close());

test.each(PANELS)(
  'the query of the Grafana panel "$title" runs on the views',
  async ({ type, sql }) => {
    const { columns } = await warehouse.query(sql.replaceAll(DATASET, 'ci'));
    expect(columns.length).toBeGreaterThan(0);
    expect(columns.includes('time')).toBe(type === 'timeseries');
  },
);

const TILES = readLookerBoards().flatMap(({ elements }) => elements);

test.each(TILES)('the query of the Looker tile "$title" runs on the views', async (tile) => {
  const { columns } = await warehouse.query(tileStatement(tile, '2026-11-20'));
  expect(columns).toEqual(tile.fields.map(columnOfField));
  expect(tile.pivots.filter((field) => !tile.fields.includes(field))).toEqual([]);
});

test('the dashboard of Grafana has the panels below each other, and the variables that queries use', () => {
  const { panels, templating } = DASHBOARD;
  const shown = panels.filter(({ type }) => type !== 'row');
  expect(shown.map(({ targets }) => targets?.[0]?.rawSql)).toEqual(PANELS.map(({ sql }) => sql));
  // Numbers of the plugin: 0 is a time series and 1 a table.
  expect(shown.map(({ targets }) => targets?.[0]?.format)).toEqual(
    PANELS.map(({ type }) => (type === 'timeseries' ? 0 : 1)),
  );
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const [index, { gridPos }] of panels.entries()) {
    const before = panels[index - 1]?.gridPos;
    expect(gridPos.y).toBe(before === undefined ? 0 : before.y + before.h);
  }
  expect(templating.list.map(({ name }) => name)).toEqual(['source', 'dataset']);
});
