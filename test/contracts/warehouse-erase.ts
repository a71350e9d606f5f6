import { describe, expect, it } from 'vitest';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { attemptRow, BUILD_DATE } from './warehouse-rows.ts';

/** Defines the tests of deletion that every Warehouse passes; the view `all_attempts` is deployed. */
export function describeErase(current: () => Warehouse): void {
  describe('erase', () => {
    it('deletes the rows of a date that meet a condition, and no others', async () => {
      const warehouse = current();
      await warehouse.append(
        'test_attempts',
        [0, 1, 2].map((ordinal) => attemptRow(ordinal)),
      );
      await warehouse.erase([
        { table: 'test_attempts', date: BUILD_DATE, condition: 'ordinal > 0 AND ordinal < 2' },
        { table: 'test_attempts', date: '2001-01-01', condition: 'TRUE' },
      ]);
      // Further rows and views are as before.
      await warehouse.append('test_attempts', [attemptRow(3)]);
      const { rows } = await warehouse.query(
        `SELECT ordinal FROM all_attempts WHERE build_date = '${BUILD_DATE}' ORDER BY ordinal`,
      );
      expect(rows).toEqual([{ ordinal: 0 }, { ordinal: 2 }, { ordinal: 3 }]);
    });
  });
}
