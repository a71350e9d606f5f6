import { expect, test } from '@jest/globals';
import { toGoogleSqlType } from '../../../../infra/generate/reference/googlesql-type.ts';

test.each([
  ['VARCHAR', 'STRING'],
  ['HUGEINT', 'INT64'],
  ['DECIMAL(2,1)', 'FLOAT64'],
  ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP'],
  ['VARCHAR[]', 'ARRAY<STRING>'],
  ['STRUCT("key" VARCHAR, n BIGINT)', 'STRUCT<key STRING, n INT64>'],
  [
    'STRUCT(a STRUCT(b DATE, c DECIMAL(2,1))[], d JSON)[]',
    'ARRAY<STRUCT<a ARRAY<STRUCT<b DATE, c FLOAT64>>, d JSON>>',
  ],
  ['STRUCT("a, (b" BOOLEAN)', 'STRUCT<a, (b BOOL>'],
])('%s is %s', (type, expected) => {
  expect(toGoogleSqlType(type)).toBe(expected);
});

test('an unknown type is an error', () => {
  expect(() => toGoogleSqlType('UUID[]')).toThrow(
    "GoogleSQL's type for DuckDB's UUID is not known",
  );
});
