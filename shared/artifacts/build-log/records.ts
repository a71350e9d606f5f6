import type { LogFindingsRow } from '../../schema/tables.ts';

/** What a log tells: a symptom, a fact with one of its values, or an event. Fields are named, and mean, as the columns of `log_findings`. */
export interface FindingRecord extends Pick<
  LogFindingsRow,
  | 'finding'
  | 'value'
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

/** What reading a log came to; the last record of its file. */
export interface LogRecord {
  readonly kind: 'log';
  readonly lines: number;
  readonly outcome: 'parsed' | 'salvaged';
  /** Why the log is only salvaged. */
  readonly reason: string | null;
}
