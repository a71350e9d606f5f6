import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { loadSimulation } from '../support/simulated-bucket.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The queries of the README, each with the sentence before it. */
const QUERIES = [...README.matchAll(/^([A-Z].*):\n\n```sql\n([^]*?)```/gm)].map(
  ([, question = '', sql = '']) => ({ question, sql }),
);

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  ({ warehouse } = await loadSimulation({ seed: 3, days: 4, endDate: '2026-11-20', scale: 0.05 }));
});

afterAll(() => warehouse.close());

test('there are ten, and seven for kOps', () => {
  expect(QUERIES).toHaveLength(17);
});

describe('the README’s query', () => {
  test.each(QUERIES)('$question', async ({ sql }) => {
    const { columns, rows } = await warehouse.query(sql);
    expect(columns.length).toBeGreaterThan(1);
    expect(rows.length).toBeGreaterThan(0);
  });
});
