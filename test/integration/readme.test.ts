import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { loadSimulation } from '../support/simulated-bucket.ts';

/** Returns the queries of a page, each with the sentence before it. */
function queriesOf(page: string): readonly { readonly question: string; readonly sql: string }[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^([A-Z].*[:?])\n\n```sql\n([^]*?)```/gm)].map(
    ([, question = '', sql = '']) => ({ question, sql }),
  );
}

const README = queriesOf('README.md');
const REFERENCE = queriesOf('infra/reference/queries.md');

let warehouse: DuckDbWarehouse;

beforeAll(async () => {
  ({ warehouse } = await loadSimulation({ seed: 3, days: 4, endDate: '2026-11-20', scale: 0.05 }));
});

afterAll(() => warehouse.close());

test('the pages have their queries', () => {
  expect(README).toHaveLength(6);
  expect(REFERENCE).toHaveLength(24);
});

/**
 * The queries whose views need more history: four runs of each job, which the weekly jobs do not have here, and enough results
 * for a test to be flaky beyond chance.
 */
const NEED_HISTORY = ['Jobs that add no coverage', 'Flaky tests by the time that they cost'];

describe('the documented query', () => {
  test.each([...README, ...REFERENCE])('$question', async ({ question, sql }) => {
    const { columns, rows } = await warehouse.query(sql);
    expect(columns.length).toBeGreaterThan(1);
    if (NEED_HISTORY.some((start) => question.startsWith(start))) expect(rows).toEqual([]);
    else expect(rows.length).toBeGreaterThan(0);
  });
});
