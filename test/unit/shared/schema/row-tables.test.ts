import { expect, test } from 'vitest';
import { ROW_TABLES } from '../../../../shared/schema/row-tables.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';

test('the ledger counts the rows of every other raw table but the dead letters', () => {
  expect(['ingested_objects', 'dead_letters', ...ROW_TABLES].sort()).toEqual(
    TABLE_NAMES.toSorted(),
  );
});
