import type { CoveragePolicy } from '../../policy/coverage.ts';
import { type MaskText, secretMask } from '../../domain/secrets/secret-mask.ts';
import type { ReadOptions } from '../kind.ts';
import { Warnings } from '../syntax/warnings.ts';
import type { FileCounts } from './counts/file-counts.ts';
import { blockHitsText, branchHitsText, lineHitsText, unitHitsText } from './counts/hits-text.ts';
import type { SourceFiles } from './counts/source-files.ts';
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
  { policies, limits }: ReadOptions,
): AsyncGenerator<readonly (SourceFileRecord | CoverageRecord)[]> {
  const warnings = new Warnings();
  const { mask } = secretMask(policies.secrets);
  const report = await readCoverageReport(bytes, warnings, limits);
  let totals: Totals = {};
  let batch: SourceFileRecord[] = [];
  for (const source of sourcePathsOf(report, policies.coverage)) {
    const counts = report.files.counts(source.written);
    const path = maskedPath(source, mask);
    totals = sumOfTotals([totals, counts.totals]);
    batch.push(fileRecord(report.format, path, counts));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  const stated = report.files.size === 0 ? statedCounts(report.files) : undefined;
  if (stated !== undefined) batch.push(fileRecord(report.format, undefined, stated));
  yield [...batch, reportRecord(report, totals, warnings.list().map(mask))];
}

/** A path in the repository, and as the report writes it. */
interface SourcePath {
  readonly path: string;
  readonly written: string;
}

/** Returns paths without secrets. A path in the repository may have lost what a secret is known by, and is the written one then. */
function maskedPath({ path, written }: SourcePath, mask: MaskText): SourcePath {
  const masked = mask(written);
  return { path: masked === written ? mask(path) : masked, written: masked };
}

/** Returns the paths of a report's files in the order of the repository. */
function sourcePathsOf({ files }: ReadReport, policy: CoveragePolicy): readonly SourcePath[] {
  const written = files.paths();
  return sourcePaths(written, policy)
    .map((path, i) => ({ path, written: written[i] ?? path }))
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

/** Returns the record of a file, or, without a path, that of all files of a report that names none. */
function fileRecord(
  format: CoverageFormat,
  source: SourcePath | undefined,
  { totals, ratio, lines, blocks, statements, branches, functions }: FileCounts,
): SourceFileRecord {
  return {
    kind: 'source_file',
    format,
    path: source === undefined ? null : source.path,
    written_path: source === undefined ? null : legibleCharacters(source.written),
    language: source === undefined ? null : languageOf(source.path),
    ...totalColumns(totals),
    coverage_ratio: coverageRatio(totals) ?? ratio ?? null,
    line_hits: lineHitsText(lines),
    statement_hits: blocks === undefined ? unitHitsText(statements) : blockHitsText(blocks),
    branch_hits: branchHitsText(branches),
    function_hits: unitHitsText(functions),
  };
}

/** Returns what a report states about all of its files; `undefined` if it states nothing. */
function statedCounts({ statedTotals, statedRatio }: SourceFiles): FileCounts | undefined {
  if (statedTotals === undefined && statedRatio === undefined) return undefined;
  return {
    totals: statedTotals ?? {},
    ratio: statedRatio,
    lines: [],
    blocks: undefined,
    statements: undefined,
    branches: undefined,
    functions: undefined,
  };
}

function reportRecord(
  { format, files, damage }: ReadReport,
  listed: Totals,
  warnings: readonly string[],
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
    warnings,
  };
}
