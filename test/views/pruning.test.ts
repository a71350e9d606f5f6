import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { View } from '../../shared/ports/warehouse.ts';
import { isRollUp } from '../../shared/views/layers.ts';
import { rollUpRows } from '../../shared/views/stored-rows.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import { Catalog } from './pruning/catalog.ts';
import type { TableRead } from './pruning/reads.ts';

const VIEWS = readViews();
const DATE = '2026-11-20';
const DATES = [DATE];

/** Views whose own filters match every date: they always read all partitions. */
const OF_ALL_DATES = [
  'dead_letters',
  'kettle_builds',
  'marker_health',
  'marker_promotions',
  'raw_row_counts',
  'refreshed_dates',
  'stale_dates',
  'version_markers',
];

/** A snapshot with a row for each fingerprint that was merged, which has no dates: views per date may read it. */
const MERGED = 'ci.merged_failures';

let reference: GoogleSqlReference;
let catalog: Catalog;

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
  catalog = await Catalog.of(reference, VIEWS);
});

afterAll(() => reference.close());

/** Returns the reads that no filter on build_date reaches. */
async function unpruned(sql: string): Promise<readonly TableRead[]> {
  return (await catalog.reads(sql)).filter(({ isPruned, table }) => !isPruned && table !== MERGED);
}

const isRaw = ({ table }: TableRead): boolean => table.startsWith('ci_raw.');

/** Returns whether a view reads raw tables that require a filter from the query. */
async function isPerDate({ sql }: Pick<View, 'sql'>): Promise<boolean> {
  return (await unpruned(sql)).some(isRaw);
}

describe.each(VIEWS.filter((view) => !isRollUp(view)))('$name', (view) => {
  test('prunes each raw table by the date in the query, or reads roll-ups only', async () => {
    const reads = await catalog.reads(view.sql);
    if (await isPerDate(view)) {
      expect(await unpruned(rollUpRows(view, DATES))).toEqual([]);
      expect(reads.filter((read) => !isRaw(read) && read.table !== MERGED)).toEqual([]);
    } else if (!OF_ALL_DATES.includes(view.name)) {
      expect(reads.filter(isRaw)).toEqual([]);
    }
  });
});

describe.each(VIEWS.filter(isRollUp))('$name', (view) => {
  test('prunes each table by the date that is rebuilt', async () => {
    expect(await unpruned(rollUpRows(view, DATES))).toEqual([]);
  });
});

test('views of all dates filter each raw table themselves', async () => {
  const own: string[] = [];
  for (const view of VIEWS) {
    const reads = (await catalog.reads(view.sql)).filter(isRaw);
    if (reads.length > 0 && !(await isPerDate(view))) own.push(view.name);
  }
  expect(own.sort()).toEqual(OF_ALL_DATES);
});

describe('the filter does not get through', () => {
  test.each([
    [
      'a window over all dates',
      'SELECT *, MAX(generation) OVER (PARTITION BY job) AS newest FROM ci_raw.builds',
    ],
    [
      'one of two windows',
      'SELECT *, MAX(generation) OVER (PARTITION BY build_date) AS a, MAX(generation) OVER (PARTITION BY job) AS b FROM ci_raw.builds',
    ],
    [
      'groups of several dates',
      'SELECT job, MAX(build_date) AS build_date FROM ci_raw.builds GROUP BY job',
    ],
    [
      'a date that is computed',
      'SELECT DATE_ADD(build_date, INTERVAL 1 DAY) AS build_date FROM ci_raw.builds',
    ],
    [
      'one branch of a union',
      'SELECT build_date FROM ci_raw.builds UNION ALL SELECT MAX(build_date) FROM ci_raw.builds',
    ],
    ['the first rows', 'SELECT * FROM ci_raw.builds ORDER BY job LIMIT 9'],
  ])('%s', async (_, sql) => {
    expect(await unpruned(rollUpRows({ sql }, DATES))).toHaveLength(1);
  });

  test.each([
    ['a join by other columns', 'INNER JOIN ci_raw.builds AS b ON a.build_id = b.build_id'],
    ['a join by inequality', 'INNER JOIN ci_raw.builds AS b ON a.build_date >= b.build_date'],
    [
      'a join by one of two conditions',
      'INNER JOIN ci_raw.builds AS b ON a.build_date = b.build_date OR a.job = b.job',
    ],
    [
      'an outer join from its other side',
      'RIGHT JOIN ci_raw.builds AS b ON a.job = b.job AND b.build_date = DATE "2026-11-20"',
    ],
  ])('%s', async (_, join) => {
    const sql = `SELECT a.* FROM ci_raw.ingested_objects AS a ${join}`;
    expect(await unpruned(rollUpRows({ sql }, DATES))).not.toEqual([]);
  });

  test('a list of dates over a join', async () => {
    const sql =
      'SELECT a.* FROM ci_raw.ingested_objects AS a INNER JOIN ci_raw.builds AS b ON a.build_date = b.build_date';
    const listed = `SELECT * FROM (${sql}) WHERE build_date IN (DATE '${DATE}')`;
    expect((await unpruned(listed)).map(({ table }) => table)).toEqual(['ci_raw.builds']);
    expect(await unpruned(rollUpRows({ sql }, DATES))).toEqual([]);
  });

  test('the newest date, which is a subquery', async () => {
    const sql =
      'SELECT * FROM ci_raw.builds WHERE build_date >= (SELECT MAX(build_date) FROM ci_raw.builds)';
    expect(await unpruned(sql)).toHaveLength(2);
  });
});
