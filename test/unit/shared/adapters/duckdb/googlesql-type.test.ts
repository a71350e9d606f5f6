import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBVarCharType,
  HUGEINT,
  LIST,
  STRUCT,
  TIMESTAMPTZ,
  UUID,
  VARCHAR,
  type DuckDBType,
} from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { toGoogleSqlType } from '../../../../../shared/adapters/duckdb/googlesql-type.ts';

const JSON_TYPE = DuckDBVarCharType.create('JSON');

test.each<readonly [DuckDBType, string]>([
  [VARCHAR, 'STRING'],
  [HUGEINT, 'INT64'],
  [DECIMAL(2, 1), 'FLOAT64'],
  [TIMESTAMPTZ, 'TIMESTAMP'],
  [LIST(VARCHAR), 'ARRAY<STRING>'],
  [STRUCT({ key: VARCHAR, n: BIGINT }), 'STRUCT<key STRING, n INT64>'],
  [
    LIST(STRUCT({ a: LIST(STRUCT({ b: DATE, c: DECIMAL(2, 1) })), d: JSON_TYPE })),
    'ARRAY<STRUCT<a ARRAY<STRUCT<b DATE, c FLOAT64>>, d JSON>>',
  ],
  [STRUCT({ 'a, (b': BOOLEAN }), 'STRUCT<a, (b BOOL>'],
])('%s is %s', (type, expected) => {
  expect(toGoogleSqlType(type)).toBe(expected);
});

test('an unknown type is an error', () => {
  expect(() => toGoogleSqlType(LIST(UUID))).toThrow("add a GoogleSQL type for DuckDB's UUID");
});
