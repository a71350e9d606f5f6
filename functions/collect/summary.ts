import type { ReadOutcome } from '../../shared/domain/outcome.ts';
import type { TableName } from '../../shared/schema/tables.ts';

/** What came of one object. */
export interface ObjectSummary {
  readonly name: string;
  readonly outcome: ReadOutcome;
  readonly reason?: string | undefined;
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
}

/** What collect did with a notification: nothing, if the object is not for us or is gone. */
export type CollectSummary = readonly ObjectSummary[];
