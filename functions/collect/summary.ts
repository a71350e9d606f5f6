import type { ReadResult, RowCounts } from '../../shared/rows/ledger-row.ts';

/** Result of reading one object. */
export interface ObjectSummary extends Pick<ReadResult, 'outcome' | 'reason'> {
  readonly name: string;
  readonly rows: RowCounts;
}

/** Results of one call of collect: none if the object is of no known kind or does not exist any more. */
export type CollectSummary = readonly ObjectSummary[];
