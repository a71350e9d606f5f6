import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import type { Truth } from '../../../functions/cli/simulation/truth/truth.ts';
import { loadSimulation } from '../../support/simulated-bucket.ts';

let warehouse: DuckDbWarehouse;
let truth: Truth;

beforeAll(async () => {
  const options = { seed: 5, days: 3, endDate: '2026-11-20', scale: 0.02 };
  ({ warehouse, truth } = await loadSimulation(options));
});

afterAll(() => warehouse.close());

async function counts(sql: string): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await warehouse.query(sql);
  return Object.fromEntries(rows.map(({ key, n }) => [key as string, n]));
}

describe('the views agree with the record of the simulation', () => {
  test('builds by outcome', async () => {
    const { total, ...outcomes } = truth.totals.builds;
    const found = await counts('SELECT outcome AS key, COUNT(*) AS n FROM builds GROUP BY outcome');
    expect(found).toEqual(Object.fromEntries(Object.entries(outcomes).filter(([, n]) => n > 0)));
    expect(Object.values(found).reduce((sum: number, n) => sum + Number(n), 0)).toBe(total);
  });

  test('attempts by outcome', async () => {
    const { passed, failed, errored, skipped, skipped_without_reason } = truth.totals.attempts;
    const stored = { passed, failed, errored, skipped: skipped - skipped_without_reason };
    const found = await counts(
      'SELECT outcome AS key, COUNT(*) AS n FROM test_attempts GROUP BY outcome',
    );
    expect({ passed: 0, failed: 0, errored: 0, skipped: 0, ...found }).toEqual(stored);
  });

  test('the outcome and the cause of death of every build', async () => {
    const { rows } = await warehouse.query('SELECT build_id, outcome FROM builds');
    const found = new Map(rows.map(({ build_id, outcome }) => [build_id, outcome]));
    const wanted = truth.builds.filter(({ build_id }) => found.has(build_id));
    expect(wanted.length).toBe(truth.totals.builds.total);
    expect(wanted.map(({ build_id }) => found.get(build_id))).toEqual(
      wanted.map(({ outcome }) => outcome),
    );
  });

  test('truncated reports', async () => {
    const { rows } = await warehouse.query(
      "SELECT object_name, test_cases FROM ingested_objects WHERE outcome = 'salvaged' ORDER BY object_name",
    );
    const wanted = truth.truncated_reports.map(({ name, complete_cases }) => ({
      object_name: name,
      test_cases: complete_cases,
    }));
    expect(wanted.length).toBeGreaterThan(0);
    expect(rows).toEqual(wanted.sort((a, b) => (a.object_name < b.object_name ? -1 : 1)));
  });

  test('only reports without a byte are rejected', async () => {
    const { rows } = await warehouse.query(
      "SELECT object_name FROM ingested_objects WHERE outcome = 'rejected' ORDER BY object_name",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ object_name }) => object_name)).toEqual([...truth.empty_reports].sort());
  });
});
