import type { CoveragePolicy } from '../../policy/coverage.ts';
import type { ReadOptions } from '../kind.ts';
import { Warnings } from '../syntax/warnings.ts';
import type { FileCounts } from './counts/file-counts.ts';
import { branchHitsText, lineHitsText, statementHitsText } from './counts/hits-text.ts';
import { coverageRatio, sumOfTotals, totalColumns, type Totals } from './counts/totals.ts';
import type { ReadReport } from './format-reader.ts';
import type { CoverageFormat } from './format.ts';
import { readCoverageReport } from './read-report.ts';
import { legibleCharacters } from './paths/cleaned-path.ts';
import { languageOf } from './paths/language.ts';
import { sourcePaths } from './paths/source-paths.ts';
import type { CoverageRecord, SourceFileRecord } from './records.ts';

/** Number of records of a batch. */
const BATCH = 8;

/**
 * Reads a coverage report of any known format, which its content tells. What it lists is kept in a packed form until the
 * end, since a report may return to a file; a damaged report is read up to the damage, and is `salvaged` then.
 *
 * @returns batches of source files in the order of their paths, and at the end the record of the report
 * @throws UnreadableArtifactError if the file is no coverage report, or exceeds the limits of the reader
 */
export async function* readCoverage(
  bytes: AsyncIterable<Uint8Array>,
  { policies }: ReadOptions,
): AsyncGenerator<readonly (SourceFileRecord | CoverageRecord)[]> {
  const warnings = new Warnings();
  const report = await readCoverageReport(bytes, warnings);
  let totals: Totals = {};
  let batch: SourceFileRecord[] = [];
  for (const path of sourcePathsOf(report, policies.coverage)) {
    const counts = report.files.counts(path.written);
    totals = sumOfTotals([totals, counts.totals]);
    batch.push(fileRecord(report.format, path, counts));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (report.files.size === 0) batch.push(...totalsOfAll(report));
  yield [...batch, reportRecord(report, totals, warnings)];
}

/** A path in the repository, and as the report writes it. */
interface SourcePath {
  readonly path: string;
  readonly written: string;
}

/** Returns the paths of a report's files in the order of the repository. */
function sourcePathsOf({ files }: ReadReport, policy: CoveragePolicy): readonly SourcePath[] {
  const written = files.paths();
  return sourcePaths(written, policy)
    .map((path, i) => ({ path, written: written[i] ?? path }))
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

function fileRecord(
  format: CoverageFormat,
  { path, written }: SourcePath,
  { totals, ratio, lines, blocks, branches }: FileCounts,
): SourceFileRecord {
  return {
    kind: 'source_file',
    format,
    path,
    written_path: legibleCharacters(written),
    language: languageOf(path),
    ...totalColumns(totals),
    coverage_ratio: coverageRatio(totals) ?? ratio ?? null,
    line_hits: lineHitsText(lines),
    statement_hits: statementHitsText(blocks),
    branch_hits: branchHitsText(branches),
  };
}

/** Returns the record of the totals of a report that names no files, if it has any. */
function totalsOfAll({ format, files }: ReadReport): readonly SourceFileRecord[] {
  const { statedTotals, statedRatio } = files;
  if (statedTotals === undefined && statedRatio === undefined) return [];
  const record: SourceFileRecord = {
    kind: 'source_file',
    format,
    path: null,
    written_path: null,
    language: null,
    ...totalColumns(statedTotals ?? {}),
    coverage_ratio: coverageRatio(statedTotals ?? {}) ?? statedRatio ?? null,
    line_hits: null,
    statement_hits: null,
    branch_hits: null,
  };
  return [record];
}

function reportRecord(
  { format, files, damage }: ReadReport,
  listed: Totals,
  warnings: Warnings,
): CoverageRecord {
  const totals = { ...listed, ...files.statedTotals };
  return {
    kind: 'coverage',
    format,
    files: files.size,
    ...totalColumns(totals),
    coverage_ratio: coverageRatio(totals) ?? files.statedRatio ?? null,
    outcome: damage === undefined ? 'parsed' : 'salvaged',
    reason: damage?.reason ?? null,
    byte_offset: damage?.byteOffset ?? null,
    warnings: warnings.list(),
  };
}
