import { z } from 'zod';
import { SourceFiles } from '../counts/source-files.ts';
import { boundedPath } from '../limits.ts';
import type { Totals } from '../counts/totals.ts';
import { countSchema, lineSchema, totalSchema, type JsonFormat } from './json-format.ts';
import { lineCounts, type Segment } from './llvm-lines.ts';

const TYPE = 'llvm.coverage.json.export';

const total = z
  .looseObject({ count: totalSchema, covered: totalSchema })
  .transform(({ count, covered }) => ({ total: count, covered }));
const summarySchema = z.looseObject({
  lines: total,
  functions: total.optional(),
  branches: total.optional(),
});

/** Line, column, count, and whether there is a count, a region begins, and the region is a gap; the last is new in LLVM 9. */
const segmentSchema = z
  .tuple([lineSchema, lineSchema, countSchema, z.boolean(), z.boolean()], z.boolean())
  .transform(([line, , hits, hasCount, isRegionEntry, isGap = false]): Segment => ({
    line,
    hits,
    hasCount,
    isRegionEntry,
    isGap,
  }));

/** First line and column, last line and column of a condition, and how often it was true and false; new in LLVM 12. */
const branchSchema = z
  .tuple([lineSchema, lineSchema, lineSchema, lineSchema, countSchema, countSchema], z.unknown())
  .transform(([line, column, , , whenTrue, whenFalse]) => ({ line, column, whenTrue, whenFalse }));

const fileSchema = z.looseObject({
  filename: z.string(),
  branches: z.array(branchSchema).default([]),
  segments: z.array(segmentSchema).default([]),
  summary: summarySchema,
});

/**
 * `llvm-cov export`: segments of files, from which the counts of lines follow, conditions, and totals of each file and of all.
 * The list of functions repeats all segments, and is not read.
 */
export class Llvm implements JsonFormat {
  readonly format = 'llvm';
  readonly files = new SourceFiles('sum');

  add(path: readonly string[], value: unknown): boolean {
    const [member, , part, position, ...others] = path;
    if (member === 'type') return value === TYPE;
    if (member === 'version' || member === 'cargo_llvm_cov') return true;
    if (member !== 'data' || others.length > 0) return false;
    if (part === 'totals' && position === undefined) return this.#addTotals(value);
    return part === 'files' && position !== undefined && this.#addFile(value);
  }

  #addTotals(value: unknown): boolean {
    const parsed = summarySchema.safeParse(value);
    if (parsed.success) this.files.statedTotals = totalsOf(parsed.data);
    return parsed.success;
  }

  #addFile(value: unknown): boolean {
    const parsed = fileSchema.safeParse(value);
    if (!parsed.success) return false;
    const { filename, segments, summary, branches: conditions } = parsed.data;
    const file = this.files.open(boundedPath(filename));
    for (const [line, hits] of lineCounts(segments)) {
      this.files.imply(1);
      file.lines.add(line, hits);
    }
    // The instances of a template repeat their conditions, which are counted once.
    for (const { line, column, whenTrue, whenFalse } of conditions) {
      file.branches.add(line, column, 0, whenTrue);
      file.branches.add(line, column, 1, whenFalse);
    }
    const { lines, functions, branches } = totalsOf(summary);
    if (lines !== undefined) file.state('lines', lines);
    if (functions !== undefined) file.state('functions', functions);
    if (branches !== undefined) file.state('branches', branches);
    return true;
  }
}

function totalsOf({ lines, functions, branches }: z.infer<typeof summarySchema>): Totals {
  return {
    lines,
    ...(functions === undefined ? {} : { functions }),
    ...(branches === undefined ? {} : { branches }),
  };
}
