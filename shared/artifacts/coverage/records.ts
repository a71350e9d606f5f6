import type { CoverageFilesRow } from '../../schema/tables.ts';
import type { TotalColumns } from './counts/totals.ts';
import type { CoverageFormat } from './format.ts';

/** Coverage of one source file. The fields are columns of `coverage_files`. */
export interface SourceFileRecord
  extends
    TotalColumns,
    Pick<
      CoverageFilesRow,
      | 'path'
      | 'written_path'
      | 'language'
      | 'coverage_ratio'
      | 'line_hits'
      | 'statement_hits'
      | 'branch_hits'
      | 'function_hits'
    > {
  readonly kind: 'source_file';
  readonly format: CoverageFormat;
}

/** Summary of a coverage report, with the totals that the format's own tool prints; the last record of its file. */
export interface CoverageRecord extends TotalColumns {
  readonly kind: 'coverage';
  readonly format: CoverageFormat;
  readonly files: number;
  readonly coverage_ratio: number | null;
  readonly outcome: 'parsed' | 'salvaged';
  /** Reason for the outcome `salvaged`; `null` for `parsed`. */
  readonly reason: string | null;
  /** Position of the damage in bytes of the decompressed file; `null` if there is none. */
  readonly byte_offset: number | null;
  readonly warnings: readonly string[];
}
