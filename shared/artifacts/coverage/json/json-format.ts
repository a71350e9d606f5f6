import { z } from 'zod';
import type { SourceFiles } from '../counts/source-files.ts';
import type { CoverageFormat } from '../format.ts';
import { MAX_LINE_NUMBER } from '../limits.ts';

/** A format of reports in JSON. */
export interface JsonFormat {
  readonly format: CoverageFormat;
  readonly files: SourceFiles;
  /** Keeps a member of the document; returns whether it is one of the format. */
  add(path: readonly string[], value: unknown): boolean;
}

/** A count, as tools write it; some write `null` for infinity. */
export const countSchema = z
  .number()
  .nullable()
  .transform((count) => Math.min(Math.max(0, Math.trunc(count ?? 0)), Number.MAX_SAFE_INTEGER));

/** Number of a line. */
export const lineSchema = z.int().min(0).max(MAX_LINE_NUMBER);

/** Number of units. */
export const totalSchema = z.int().min(0);
