import { UnreadableArtifactError } from '../../errors.ts';
import type { CoveragePolicy } from '../../policy/coverage.ts';
import type { ReadOptions } from '../kind.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import { peek } from '../syntax/bytes/peek.ts';
import { Warnings } from '../syntax/warnings.ts';
import type { FileCounts } from './counts/file-counts.ts';
import { coverageRatio, sumOfTotals, totalColumns, type Totals } from './counts/totals.ts';
import type { ReadReport, ReportReader } from './format-reader.ts';
import { SYNTAX_WINDOW, syntaxOf, type CoverageFormat, type CoverageSyntax } from './format.ts';
import { readJsonReport } from './json/read-json.ts';
import { languageOf } from './paths/language.ts';
import { sourcePaths } from './paths/source-paths.ts';
import type { CoverageRecord, SourceFileRecord } from './records.ts';
import { readGoProfile } from './text/read-go.ts';
import { readLcov } from './text/read-lcov.ts';
import { readXmlReport } from './xml/read-xml.ts';

const READERS: Readonly<Record<CoverageSyntax, ReportReader>> = {
  go: readGoProfile,
  json: readJsonReport,
  lcov: readLcov,
  xml: readXmlReport,
};

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

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
  const { head, bytes: all } = await peek(gunzip(bytes), SYNTAX_WINDOW);
  const syntax = syntaxOf(head);
  if (syntax === undefined) throw new UnreadableArtifactError(unknown(head));
  const report = await READERS[syntax](syntax === 'xml' ? all : withoutMark(all), warnings);
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

/** Passes over a byte order mark, which the readers of XML know already. */
async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes: all } = await peek(bytes, BYTE_ORDER_MARK.length);
  let rest = BYTE_ORDER_MARK.equals(head) ? BYTE_ORDER_MARK.length : 0;
  for await (const piece of all) {
    const passed = Math.min(rest, piece.length);
    rest -= passed;
    yield passed === 0 ? piece : piece.subarray(passed);
  }
}

function unknown(head: Uint8Array): string {
  return head.length === 0 ? 'the file is empty' : 'neither a Go profile, LCOV, XML nor JSON';
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
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

function fileRecord(
  format: CoverageFormat,
  { path, written }: SourcePath,
  { totals, ratio, ...hits }: FileCounts,
): SourceFileRecord {
  return {
    kind: 'source_file',
    format,
    path,
    written_path: written.toWellFormed(),
    language: languageOf(path),
    ...totalColumns(totals),
    coverage_ratio: coverageRatio(totals) ?? ratio ?? null,
    ...hits,
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
