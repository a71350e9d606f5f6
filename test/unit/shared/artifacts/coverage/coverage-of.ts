import { readCoverage } from '../../../../../shared/artifacts/coverage/read-coverage.ts';
import type {
  CoverageRecord,
  SourceFileRecord,
} from '../../../../../shared/artifacts/coverage/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

interface ReadCoverage {
  readonly files: readonly SourceFileRecord[];
  readonly report: CoverageRecord;
}

/** Reads a coverage report in pieces of a given size. */
export async function coverageOf(body: string | Uint8Array, size = 50): Promise<ReadCoverage> {
  const files: SourceFileRecord[] = [];
  for await (const batch of readCoverage(inPieces(body, size), { policies: POLICIES })) {
    for (const record of batch) {
      if (record.kind === 'coverage') return { files, report: record };
      files.push(record);
    }
  }
  throw new Error('no record of the report');
}

/** Reads a coverage report; returns the reason if it is rejected, and throws any other error. */
export async function coverageOrReason(
  body: string | Uint8Array,
  size?: number,
): Promise<ReadCoverage | string> {
  try {
    return await coverageOf(body, size);
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return error.message;
    throw error;
  }
}

/** Returns the totals of a record as `covered/total` by unit, without the units that the format does not tell. */
export function totalsOf(
  record: CoverageRecord | SourceFileRecord,
): Readonly<Record<string, string>> {
  const units = ['lines', 'statements', 'branches', 'functions'] as const;
  return Object.fromEntries(
    units.flatMap((unit) => {
      const total = record[`${unit}_total`];
      return total === null ? [] : [[unit, `${record[`${unit}_covered`] ?? 'unknown'}/${total}`]];
    }),
  );
}

/** Returns the texts of the hits of a report that is about one file. */
export async function hitsOf(body: string): Promise<{
  readonly lines: string | null;
  readonly statements: string | null;
  readonly branches: string | null;
}> {
  const [file] = (await coverageOf(body)).files;
  if (file === undefined) throw new Error('no source file');
  return { lines: file.line_hits, statements: file.statement_hits, branches: file.branch_hits };
}
