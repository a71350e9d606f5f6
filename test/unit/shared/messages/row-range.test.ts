import { describe, expect, test } from 'vitest';
import { PARSER_VERSION } from '../../../../shared/domain/identity.ts';
import { InvalidMessageError, UnknownMessageError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { stateRow } from '../../../../shared/rows/dead-letter-row.ts';
import { rejectionRow } from '../../../../shared/rows/ledger-row.ts';
import { attemptRow, buildsRow } from '../../../contracts/warehouse-rows.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const LEDGER = rejectionRow({ kind: 'event', id: '1', sizeBytes: 1, reason: 'x' }, NOW);

const decode = (table: string, row: object) =>
  decodeMessage(Buffer.from(JSON.stringify({ version: 1, table, common: {}, rows: [row] })), NOW);

describe('values in the range of their column', () => {
  test.each([
    { column: 'parser_version', value: 0 },
    { column: 'parser_version', value: PARSER_VERSION * 1000 + 999 },
    { column: 'generation', value: String((NOW + DAY) * 1000) },
    { column: 'generation', value: 0 },
    { column: 'ordinal', value: 0 },
    { column: 'build_date', value: '1970-01-01' },
    { column: 'build_date', value: '2026-11-22' },
  ])('$column: $value', ({ column, value }) => {
    const row = { ...attemptRow(0), [column]: value };
    expect(decode('test_attempts', row).rows).toEqual([row]);
  });

  test('the generation of a build is a sum of those of its files', () => {
    const greatest = (NOW + DAY) * 1000;
    const sum = String(5 * greatest);
    const row = buildsRow({ generation: sum, newest_file_generation: String(greatest) });
    expect(decode('builds', row).rows).toEqual([row]);
    const reading = { ...LEDGER, build_generation: sum };
    expect(decode('ingested_objects', reading).rows).toEqual([reading]);
  });

  test('a reading may be ahead by the difference of two clocks', () => {
    const row = { ...LEDGER, ingested_at: '2026-11-21T11:59:59Z' };
    expect(decode('ingested_objects', row).rows).toEqual([row]);
  });
});

describe('values out of range, which would hide all others of an object', () => {
  test.each([
    { column: 'parser_version', value: 999_999 },
    { column: 'parser_version', value: '9223372036854775807' },
    { column: 'parser_version', value: -1 },
    { column: 'generation', value: -1 },
    { column: 'generation', value: String((NOW + DAY) * 1000 + 1000) },
    { column: 'generation', value: '9223372036854775807' },
    { column: 'ordinal', value: -1 },
    { column: 'build_date', value: '1969-12-31' },
    { column: 'build_date', value: '2026-11-23' },
    { column: 'build_date', value: '9999-12-31' },
  ])('$column: $value', ({ column, value }) => {
    const row = { ...attemptRow(0), [column]: value };
    expect(() => decode('test_attempts', row)).toThrow(InvalidMessageError);
    expect(() => decode('test_attempts', row)).toThrow(`row 1 of test_attempts: ${column}: `);
  });

  test.each([
    { table: 'builds', column: 'generation', value: 5 * (NOW + DAY) * 1000 + 5000 },
    { table: 'builds', column: 'newest_file_generation', value: (NOW + DAY) * 1000 + 1000 },
    { table: 'builds', column: 'newest_file_generation', value: -1 },
    { table: 'ingested_objects', column: 'build_generation', value: '9223372036854775807' },
    { table: 'ingested_objects', column: 'build_generation', value: -1 },
  ])('$table: $column: $value', ({ table, column, value }) => {
    const row = table === 'builds' ? buildsRow() : LEDGER;
    expect(() => decode(table, { ...row, [column]: String(value) })).toThrow(
      `row 1 of ${table}: ${column}: out of range`,
    );
  });

  test('a reading of the future', () => {
    const row = { ...LEDGER, ingested_at: '2099-01-01T00:00:00Z' };
    expect(() => decode('ingested_objects', row)).toThrow('ingested_at: out of range');
  });

  test.each([
    { column: 'recorded_at', value: '2026-11-22T12:00:01.000Z' },
    { column: 'recorded_date', value: '2026-11-23' },
    { column: 'recorded_date', value: '1969-12-31' },
  ])('a change of a dead letter with $column: $value', ({ column, value }) => {
    const change = { id: '0', functionName: 'load', state: 'discarded' } as const;
    const row = { ...stateRow(change, NOW), [column]: value };
    expect(() => decode('dead_letters', row)).toThrow(InvalidMessageError);
    expect(() => decode('dead_letters', row)).toThrow(`${column}: out of range`);
  });

  test('JSON that is nested too deep to be written', () => {
    const properties: unknown = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
    const row = { ...attemptRow(0), properties };
    expect(() => decode('test_attempts', row)).toThrow('properties: not a JSON');
  });
});

test.each([1, 50])('a row of a release that is newer by %d waits for the newer load', (ahead) => {
  const row = { ...attemptRow(0), parser_version: (PARSER_VERSION + ahead) * 1000 };
  expect(() => decode('test_attempts', row)).toThrow(UnknownMessageError);
  expect(() => decode('test_attempts', row)).toThrow('deploy the newer load');
});
