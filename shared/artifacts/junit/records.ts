import type { JsonValue, TestAttemptsRow } from '../../schema/tables.ts';

/** One execution of a test case. Fields are named, and mean, as the columns of `test_attempts`. */
export interface AttemptRecord extends Pick<
  TestAttemptsRow,
  | 'suite'
  | 'class_name'
  | 'test_name'
  | 'test_id'
  | 'case_ordinal'
  | 'outcome'
  | 'duration_seconds'
  | 'failure_type'
  | 'failure_message'
  | 'failure_text'
  | 'failure_text_omitted'
  | 'failure_fingerprint'
  | 'skip_reason'
  | 'properties'
> {
  readonly kind: 'attempt';
}

/** What a JUnit report amounts to; the last record of its file. */
export interface ReportRecord {
  readonly kind: 'report';
  /** Number of `testcase` elements; `passed` + `failed` + `errored` + `skipped` of them. */
  readonly test_cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  /** Of the skipped ones those that give no reason. */
  readonly skipped_without_reason: number;
  readonly attempts: number;
  /** Sum of the times of the test cases. */
  readonly duration_seconds: number;
  /** Name of the root element. */
  readonly root_element: string;
  readonly outcome: 'parsed' | 'salvaged';
  /** Why the report is only salvaged, and where the damage is, in bytes of the decompressed file. */
  readonly reason: string | null;
  readonly byte_offset: number | null;
  readonly warnings: readonly string[];
  /** Properties of the suites. */
  readonly properties: JsonValue;
}
