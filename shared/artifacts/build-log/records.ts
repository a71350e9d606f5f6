import type { LogFindingsRow } from '../../schema/tables.ts';

/** What a log tells: a symptom, a fact with one of its values, or an event. Fields are named, and mean, as the columns of `log_findings`. */
export interface FindingRecord extends Pick<
  LogFindingsRow,
  | 'finding'
  | 'value'
  | 'phase'
  | 'is_decisive'
  | 'occurrences'
  | 'line_number'
  | 'line'
  | 'logged_at'
  | 'last_line_number'
  | 'last_line'
  | 'last_logged_at'
> {
  readonly kind: 'finding';
  readonly finding_kind: 'symptom' | 'fact' | 'event';
  readonly occurrences: number;
}

/** Result of reading a log; the last record of its file. */
export interface LogRecord {
  readonly kind: 'log';
  /** Number of lines that were read. */
  readonly lines: number;
  readonly outcome: 'parsed' | 'salvaged';
  /** Reason for the outcome `salvaged`; `null` for `parsed`. */
  readonly reason: string | null;
}
