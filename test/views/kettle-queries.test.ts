/** Runs existing queries on kettle's tables in both engines; only the name of the table is changed. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rebuildStaleDates } from '../../functions/refresh/handler.ts';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import { CaseTables } from './case-tables.ts';
import { inline } from './inline.ts';
import { sorted } from './sorted.ts';

const FOLDER = new URL('kettle-queries/', import.meta.url);
const VIEWS = readViews();

const rows = z.array(z.record(z.string(), z.json()));
const { tables, queries } = z
  .strictObject({
    about: z.string(),
    tables: z.strictObject({ builds: rows, ingested_objects: rows, test_attempts: rows }),
    queries: z.record(z.string(), rows),
  })
  .parse(JSON.parse(readFileSync(new URL('builds.json', FOLDER), 'utf8')));

let reference: GoogleSqlReference;
let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
  warehouse = await DuckDbWarehouse.open(':memory:');
  const views = neededViews(['kettle_builds', 'stale_dates'], VIEWS);
  await warehouse.deploy(views);
  await new CaseTables(warehouse).replaceRows(tables);
  await rebuildStaleDates({ warehouse, views });
});

afterAll(async () => {
  await warehouse.close();
  await reference.close();
});

describe.each(Object.entries(queries))('%s', (file, expected) => {
  const sql = readFileSync(new URL(file, FOLDER), 'utf8');

  test.each([
    'kettle_builds',
    'ci.kettle_builds',
    '`ci.kettle_builds`',
    '`project.ci.kettle_builds`',
  ])('on DuckDB, with the table %s', async (name) => {
    const result = await warehouse.query(sql.replaceAll('`kettle_builds`', name));
    expect(sorted(result.rows)).toEqual(sorted(expected));
  });

  test('on Google’s reference implementation', async () => {
    const view = { view: 'kettle_builds', file, about: file, expected: [] };
    const all = inline(VIEWS, { ...view, tables, columns: ['*'] });
    const named = all.replace(/\nSELECT \* FROM ci__kettle_builds$/, `\n${sql}`);
    const result = await reference.query(named.replaceAll('`kettle_builds`', 'ci__kettle_builds'));
    expect(sorted(result)).toEqual(sorted(expected));
  });
});
