import { describe, expect, test } from 'vitest';
import { faultOfRow } from '../../../../shared/messages/row-fault.ts';
import { attemptRow, buildsRow } from '../../../contracts/warehouse-rows.ts';

test('a row of the table has no fault', () => {
  expect(faultOfRow('test_attempts', { ...attemptRow(0) })).toBeUndefined();
});

describe('values of the type of their column', () => {
  test.each([
    { column: 'generation', value: 9007199254740991 },
    { column: 'generation', value: '9223372036854775807' },
    { column: 'generation', value: '-9223372036854775808' },
    { column: 'build_date', value: '2028-02-29' },
    { column: 'duration_seconds', value: null },
    { column: 'duration_seconds', value: 0.5 },
    { column: 'properties', value: { any: ['thing', 1, null] } },
    { column: 'failure_text', value: '' },
  ])('$column: $value', ({ column, value }) => {
    expect(faultOfRow('test_attempts', { ...attemptRow(0), [column]: value })).toBeUndefined();
  });
});

describe('other values', () => {
  test.each([
    { column: 'generation', value: '9223372036854775808', fault: 'not an INT64' },
    { column: 'generation', value: 2 ** 53, fault: 'not an INT64' },
    { column: 'generation', value: '1e3', fault: 'not an INT64' },
    { column: 'generation', value: null, fault: 'not an INT64' },
    { column: 'build_date', value: '2026-02-29', fault: 'not a DATE' },
    { column: 'build_date', value: 20261120, fault: 'not a DATE' },
    { column: 'job', value: undefined, fault: 'missing' },
    { column: 'failure_text', value: 1, fault: 'not a STRING' },
    { column: 'duration_seconds', value: Number.NaN, fault: 'not a FLOAT64' },
    { column: 'more', value: 1, fault: 'no column of test_attempts' },
    { column: '__proto__', value: 1, fault: 'no column of test_attempts' },
  ])('$column: $value', ({ column, value, fault }) => {
    const row = { ...attemptRow(0), ...Object.fromEntries([[column, value]]) };
    expect(faultOfRow('test_attempts', row)).toBe(`${column}: ${fault}`);
  });

  test.each([
    { column: 'started_at', value: '2026-11-20', fault: 'not a TIMESTAMP' },
    { column: 'started_at', value: '2026-11-20T25:00:00Z', fault: 'not a TIMESTAMP' },
    { column: 'files', value: 'one', fault: 'not a list of STRING' },
    { column: 'files', value: [1], fault: 'not a list of STRING' },
    { column: 'files', value: null, fault: 'not a list of STRING' },
    { column: 'is_passed', value: 'true', fault: 'not a BOOL' },
  ])('of a build: $column: $value', ({ column, value, fault }) => {
    const row = { ...buildsRow(), [column]: value };
    expect(faultOfRow('builds', row)).toBe(`${column}: ${fault}`);
  });
});
