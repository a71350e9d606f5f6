/** Sorts rows by their content, with times in the form of DuckDB's adapter: milliseconds and Z. */
export function sorted(rows: readonly object[]): readonly object[] {
  const normal = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]: [string, unknown]) => [name, normalTime(value)]),
    ),
  );
  return normal.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function normalTime(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)
    ? new Date(value).toISOString()
    : value;
}
