import type { ReadResult, RowCounts } from '../../shared/rows/ledger-row.ts';

/** Result of reading one object. */
export interface ObjectSummary extends Pick<ReadResult, 'outcome' | 'reason'> {
  readonly name: string;
  readonly rows: RowCounts;
}

/** Results of one call of collect; empty if the kind of the object is unknown or the object does not exist any more. */
export type CollectSummary = readonly ObjectSummary[];
