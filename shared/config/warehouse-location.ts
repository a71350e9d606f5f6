import { UsageError } from '../errors.ts';

/** Location of a warehouse: a DuckDB file, or datasets of a Google Cloud project. */
export type WarehouseLocation =
  | { readonly kind: 'duckdb'; readonly path: string }
  | { readonly kind: 'bigquery'; readonly projectId: string; readonly datasetPrefix: string };

const BIGQUERY = /^bigquery:([a-z][a-z0-9-]{4,28}[a-z0-9])(?:\.([A-Za-z0-9_]{1,100}))?$/;

/**
 * Parses `<file>` or `bigquery:<project>[.<dataset prefix>]`.
 *
 * @throws UsageError for an empty text, and for one that starts with `bigquery:` and is not of that form
 */
export function parseWarehouseLocation(written: string): WarehouseLocation {
  if (written.trim() === '') {
    throw new UsageError(
      'the name of the warehouse is empty: pass a DuckDB file or bigquery:<project>[.<dataset prefix>]',
    );
  }
  const [, projectId, datasetPrefix = ''] = BIGQUERY.exec(written) ?? [];
  if (projectId !== undefined) return { kind: 'bigquery', projectId, datasetPrefix };
  if (written.startsWith('bigquery:')) {
    throw new UsageError(
      `cannot open the warehouse ${written}: write bigquery:<project>[.<dataset prefix>]`,
    );
  }
  return { kind: 'duckdb', path: written };
}

/** Returns a location as it is written in a command. */
export function writtenWarehouse(location: WarehouseLocation): string {
  if (location.kind === 'duckdb') return location.path;
  const prefix = location.datasetPrefix === '' ? '' : `.${location.datasetPrefix}`;
  return `bigquery:${location.projectId}${prefix}`;
}
