import { DamagedArtifactError } from '../../errors.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { SourceFiles } from './counts/source-files.ts';
import type { CoverageFormat } from './format.ts';

/** Damage at which the reading of a report ended. */
export interface CoverageDamage {
  readonly reason: string;
  /** Position in bytes of the decompressed file; `null` if it is unknown. */
  readonly byteOffset: number | null;
}

/**
 * Reads a report up to damage, if there is any.
 *
 * @param end position in bytes at which the reading stopped; asked for after damage
 * @returns the damage, or `undefined` if the report was read to its end
 */
export async function untilDamage(
  read: () => Promise<void>,
  end: () => number,
): Promise<CoverageDamage | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (!(error instanceof DamagedArtifactError)) throw error;
    return { reason: error.message, byteOffset: end() };
  }
}

/** A report that was read to its end, or up to the damage. */
export interface ReadReport {
  readonly format: CoverageFormat;
  readonly files: SourceFiles;
  readonly damage?: CoverageDamage | undefined;
}

/**
 * Reads a report of one family of formats.
 *
 * @throws UnreadableArtifactError if the report is of no known format, or too damaged to read
 */
export type ReportReader = (
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
) => Promise<ReadReport>;
