import type { ReadReport } from '../../../shared/artifacts/coverage/format-reader.ts';
import { mergeReports } from '../../../shared/artifacts/coverage/merge-reports.ts';
import { readCoverageReport } from '../../../shared/artifacts/coverage/read-report.ts';
import { collectBytes } from '../../../shared/artifacts/syntax/bytes/collect-bytes.ts';
import { Warnings } from '../../../shared/artifacts/syntax/warnings.ts';
import { type MaskText, secretMask } from '../../../shared/domain/secrets/secret-mask.ts';
import { UsageError } from '../../../shared/errors.ts';
import { coverageChanges } from '../coverage/coverage-change.ts';
import { changeRows, patchRows, summaryRows } from '../coverage/coverage-rows.ts';
import { percentOf, projectCoverage, type ProjectCoverage } from '../coverage/file-coverage.ts';
import { parsePatch, patchCoverage } from '../coverage/patch.ts';
import { writeResult } from '../format/format.ts';
import type { CsvFormulas, Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import { reasonUnreadable } from '../unreadable-file.ts';

/** Options of the command `coverage`. */
export interface CoverageOptions {
  readonly format: Format;
  readonly csvFormulas: CsvFormulas;
  /** Reports to compare with. */
  readonly diff: readonly string[];
  /** File with a unified diff. */
  readonly patch?: string;
  /** Lowest coverage in percent that is enough. */
  readonly failUnder?: number;
}

/** Maximum size of a unified diff. */
const MAX_PATCH_BYTES = 256 * 1024 ** 2;

/** Longest cell of a table, in characters. */
const CELL_LENGTH = 80;

/**
 * Prints the coverage of reports, their difference from others, or the coverage of a change.
 *
 * @returns whether all reports could be read to their end, and the coverage is enough
 * @throws UsageError if a file cannot be read
 */
export async function printCoverage(
  ports: CliPorts,
  files: readonly string[],
  { format, csvFormulas, diff, patch, failUnder }: CoverageOptions,
): Promise<boolean> {
  const reports = await readReports(ports, files);
  const coverage = await merged(ports, reports);
  const bases = diff.length === 0 ? [] : await readReports(ports, diff);
  const result = await resultOf(ports, coverage, { format, bases, patch });
  await writeResult(ports.terminal, result, {
    format,
    csvFormulas,
    maxCellLength: CELL_LENGTH,
  });
  const isWhole = [...reports, ...bases].every(({ damage }) => damage === undefined);
  return isEnough(ports, coverage, failUnder) && isWhole;
}

async function resultOf(
  ports: CliPorts,
  coverage: ProjectCoverage,
  request: {
    readonly format: Format;
    readonly bases: readonly ReadReport[];
    readonly patch: string | undefined;
  },
) {
  if (request.patch !== undefined) {
    const bytes = await readPatch(ports, request.patch);
    return patchRows(patchCoverage(parsePatch(bytes.toString('utf8')), coverage));
  }
  if (request.bases.length === 0) return summaryRows(coverage, request.format);
  const base = await merged(ports, request.bases);
  return changeRows(coverageChanges(base, coverage), base, coverage);
}

async function merged(ports: CliPorts, reports: readonly ReadReport[]): Promise<ProjectCoverage> {
  const { coverage } = await ports.policies();
  return projectCoverage(mergeReports(reports, coverage));
}

async function readReports(
  ports: CliPorts,
  files: readonly string[],
): Promise<readonly ReadReport[]> {
  const reports: ReadReport[] = [];
  for (const file of files) reports.push(await readReport(ports, file));
  return reports;
}

async function readReport(
  { files, terminal, policies }: CliPorts,
  file: string,
): Promise<ReadReport> {
  const { mask } = secretMask((await policies()).secrets);
  const warnings = new Warnings();
  const report = await readCoverageReport(files.read(file), warnings).catch((error: unknown) => {
    throw unreadable(file, error, mask);
  });
  for (const warning of warnings.list()) terminal.err(`${file}: ${mask(warning)}\n`);
  if (report.damage !== undefined) {
    terminal.err(`${file}: read up to the damage only: ${mask(report.damage.reason)}\n`);
  }
  return report;
}

async function readPatch({ files, policies }: CliPorts, file: string): Promise<Buffer> {
  const { mask } = secretMask((await policies()).secrets);
  return await collectBytes(files.read(file), MAX_PATCH_BYTES).catch((error: unknown) => {
    throw unreadable(file, error, mask);
  });
}

/** Returns the error for a file that cannot be read; an error of another cause is returned as it is. */
function unreadable(file: string, error: unknown, mask: MaskText): unknown {
  const reason = reasonUnreadable(error, mask);
  return reason === undefined
    ? error
    : new UsageError(`cannot read ${file}: ${reason}`, { cause: error });
}

function isEnough(
  { terminal }: CliPorts,
  { all }: ProjectCoverage,
  failUnder: number | undefined,
): boolean {
  if (failUnder === undefined) return true;
  const percent = percentOf(all.ratio);
  if (percent !== null && percent >= failUnder) return true;
  terminal.err(
    `coverage is ${percent === null ? 'unknown' : `${percent} %`}, below ${failUnder} %\n`,
  );
  return false;
}
