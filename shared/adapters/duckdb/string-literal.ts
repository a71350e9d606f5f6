/** Returns a text, such as a path, as a string literal of DuckDB. */
export function duckDbString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
