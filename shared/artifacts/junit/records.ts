import type { JsonValue, TestAttemptsRow } from '../../schema/tables.ts';

/** One execution of a test case. The fields are columns of `test_attempts`. */
export interface AttemptRecord extends Pick<
  TestAttemptsRow,
  | 'suite'
  | 'class_name'
  | 'test_name'
  | 'test_id'
  | 'case_kind'
  | 'variant'
  | 'suite_occurrence'
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

/** Summary of a JUnit report; the last record of its file. */
export interface ReportRecord {
  readonly kind: 'report';
  /** Number of `testcase` elements: the sum of `passed`, `failed`, `errored`, `skipped` and `interrupted`. */
  readonly test_cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly interrupted: number;
  /** Number of suites that have an error, failure or skip of their own; these are not in the numbers above. */
  readonly suite_cases: number;
  /** Number of attempts that were skipped without a reason. */
  readonly skipped_without_reason: number;
  readonly attempts: number;
  /** Sum of the durations of the test cases. */
  readonly duration_seconds: number;
  /** Name of the root element. */
  readonly root_element: string;
  readonly outcome: 'parsed' | 'salvaged';
  /** Reason for the outcome `salvaged`; `null` for `parsed`. */
  readonly reason: string | null;
  /** Position of the damage in bytes of the decompressed file; `null` if there is none. */
  readonly byte_offset: number | null;
  readonly warnings: readonly string[];
  /** Properties of the suites. */
  readonly properties: JsonValue;
}
