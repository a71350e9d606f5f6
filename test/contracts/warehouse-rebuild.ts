import { beforeEach, describe, expect, it } from 'vitest';
import type { QueryResult, View, Warehouse } from '../../shared/ports/warehouse.ts';
import { attemptRow, BUILD_DATE } from './warehouse-rows.ts';

/** Defines the tests of roll-ups that every Warehouse passes. */
export function describeRebuild(current: () => Warehouse): void {
  describe('rebuild', () => {
    let warehouse: Warehouse;
    const counts: View = {
      name: 'counts',
      layer: 'rollups',
      sql: 'SELECT build_date, job, COUNT(*) AS n FROM ci_raw.test_attempts GROUP BY build_date, job',
    };
    const sums: View = {
      name: 'sums',
      layer: 'rollups',
      sql: 'SELECT build_date, SUM(n) AS n FROM ci.counts GROUP BY build_date',
    };
    const OTHER_DATE = '2026-11-21';
    const answer = async (): Promise<QueryResult['rows']> =>
      (await warehouse.query('SELECT build_date, n FROM sums ORDER BY build_date')).rows;

    beforeEach(async () => {
      warehouse = current();
      await warehouse.deploy([counts, sums]);
    });

    it('stores the result of the query for the date alone, any number of times', async () => {
      await warehouse.append('test_attempts', [
        attemptRow(0),
        attemptRow(1),
        attemptRow(2, { build_date: OTHER_DATE }),
      ]);
      expect(await answer()).toEqual([]);
      await warehouse.rebuild([counts, sums], [BUILD_DATE]);
      await warehouse.rebuild([counts, sums], [BUILD_DATE]);
      expect(await answer()).toEqual([{ build_date: BUILD_DATE, n: 2 }]);
    });

    it('replaces the rows of the date and keeps those of other dates', async () => {
      await warehouse.append('test_attempts', [
        attemptRow(0),
        attemptRow(1, { build_date: OTHER_DATE }),
      ]);
      await warehouse.rebuild([counts, sums], [BUILD_DATE, OTHER_DATE]);
      await warehouse.append('test_attempts', [attemptRow(2)]);
      await warehouse.rebuild([counts, sums], [BUILD_DATE]);
      expect(await answer()).toEqual([
        { build_date: BUILD_DATE, n: 2 },
        { build_date: OTHER_DATE, n: 1 },
      ]);
    });

    it('replaces all rows of snapshots, or none', async () => {
      const totals: View = {
        name: 'totals',
        layer: 'snapshots',
        sql: 'SELECT job, SUM(n) AS n FROM ci.counts GROUP BY job',
        columns: { n: 'Number of attempts.', job: 'Name of the job.' },
      };
      const rollUps = [counts, sums];
      await warehouse.deploy([...rollUps, totals]);
      const total = async (): Promise<QueryResult['rows']> =>
        (await warehouse.query('SELECT job, n FROM totals')).rows;
      expect(await total()).toEqual([]);
      await warehouse.append('test_attempts', [
        attemptRow(0),
        attemptRow(1, { build_date: OTHER_DATE }),
      ]);
      await warehouse.rebuild(rollUps, [BUILD_DATE, OTHER_DATE]);
      expect(await total()).toEqual([]);
      await warehouse.replaceSnapshots([totals]);
      expect(await total()).toEqual([{ job: attemptRow(0).job, n: 2 }]);
      await warehouse.append('test_attempts', [attemptRow(2)]);
      await warehouse.rebuild(rollUps, [BUILD_DATE]);
      await warehouse.replaceSnapshots([totals]);
      expect(await total()).toEqual([{ job: attemptRow(0).job, n: 3 }]);
      const broken = { ...totals, sql: 'SELECT job, nothing AS n FROM ci.counts' };
      await expect(warehouse.replaceSnapshots([totals, broken])).rejects.toThrow();
      expect(await total()).toEqual([{ job: attemptRow(0).job, n: 3 }]);
    });

    it('changes nothing when it fails', async () => {
      await warehouse.append('test_attempts', [attemptRow(0)]);
      await warehouse.rebuild([counts, sums], [BUILD_DATE]);
      await warehouse.append('test_attempts', [attemptRow(1)]);
      const broken = { ...sums, sql: 'SELECT build_date, nothing AS n FROM ci.counts' };
      await expect(warehouse.rebuild([counts, broken], [BUILD_DATE])).rejects.toThrow();
      expect(await answer()).toEqual([{ build_date: BUILD_DATE, n: 1 }]);
      const { rows } = await warehouse.query('SELECT n FROM counts');
      expect(rows).toEqual([{ n: 1 }]);
    });
  });
}
