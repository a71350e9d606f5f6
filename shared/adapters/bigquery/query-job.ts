import type { Job, QueryResultsOptions, QueryRowsResponse } from '@google-cloud/bigquery';
import type { QueryResult } from '../../ports/warehouse.ts';
import { parseFields, toQueryResult, type ResultField } from './query-value.ts';

/** Returns the result of a query job, all pages of it. */
export async function resultOf(job: Job): Promise<QueryResult> {
  const rows: unknown[] = [];
  let fields: readonly ResultField[] | undefined;
  let next: QueryResultsOptions | null | undefined = {};
  while (next) {
    const page: QueryRowsResponse = await job.getQueryResults({
      ...next,
      autoPaginate: false,
      skipParsing: true,
    });
    for (const row of page[0]) rows.push(row);
    fields ??= parseFields(page[2]);
    next = page[1];
  }
  return toQueryResult(fields ?? [], rows);
}
