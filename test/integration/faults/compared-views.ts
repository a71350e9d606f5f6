/** Views whose rows have to be those of a quiet run, each with the columns that differ in every reading. */
export const COMPARED_VIEWS = {
  builds: '',
  test_attempts: '',
  test_results: '',
  log_findings: '',
  coverage_files: '',
  ingested_objects: 'EXCEPT (ingested_at, build_generation)',
} as const;
