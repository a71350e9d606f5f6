import { DuckDBListType, DuckDBStructType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';

const SCALAR_TYPES: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.VARCHAR]: 'STRING',
  [DuckDBTypeId.INTEGER]: 'INT64',
  [DuckDBTypeId.BIGINT]: 'INT64',
  // The type of a sum of integers.
  [DuckDBTypeId.HUGEINT]: 'INT64',
  [DuckDBTypeId.DOUBLE]: 'FLOAT64',
  // No raw column is a NUMERIC, so a DECIMAL comes from a literal such as 0.5, which is a FLOAT64 in GoogleSQL.
  [DuckDBTypeId.DECIMAL]: 'FLOAT64',
  [DuckDBTypeId.BOOLEAN]: 'BOOL',
  [DuckDBTypeId.DATE]: 'DATE',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'TIMESTAMP',
};

/**
 * Returns the GoogleSQL type for a type of DuckDB, such as `ARRAY<STRUCT<a STRING>>` for `STRUCT(a VARCHAR)[]`.
 *
 * @throws Error for a type that no column of a view has had so far
 */
export function toGoogleSqlType(type: DuckDBType): string {
  if (type instanceof DuckDBListType) return `ARRAY<${toGoogleSqlType(type.valueType)}>`;
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map(
      (name) => `${name} ${toGoogleSqlType(type.typeForEntry(name))}`,
    );
    return `STRUCT<${fields.join(', ')}>`;
  }
  if (type.alias === 'JSON') return 'JSON';
  const scalar = SCALAR_TYPES[type.typeId];
  if (scalar === undefined) {
    throw new Error(`add a GoogleSQL type for DuckDB's ${type.toString()} to SCALAR_TYPES`);
  }
  return scalar;
}
