/** The severities of Cloud Logging that ci-signal uses. */
export type Severity = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';

/** A structured log: entries have a message for people and fields for filters. */
export interface Logger {
  log(severity: Severity, message: string, fields?: Readonly<Record<string, unknown>>): void;
}
