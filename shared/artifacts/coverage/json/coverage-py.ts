import { z } from 'zod';
import { SourceFiles } from '../counts/source-files.ts';
import { boundedPath } from '../limits.ts';
import type { Totals } from '../counts/totals.ts';
import { lineSchema, totalSchema, type JsonFormat } from './json-format.ts';

const summarySchema = z.looseObject({
  covered_lines: totalSchema,
  num_statements: totalSchema,
  covered_branches: totalSchema.optional(),
  num_branches: totalSchema.optional(),
});

/** A branch: its line and the line that it leads to; a negative one stands for the exit of the code block. */
const branches = z.array(z.tuple([z.int(), z.int()])).optional();

const fileSchema = z.looseObject({
  executed_lines: z.array(lineSchema),
  missing_lines: z.array(lineSchema),
  executed_branches: branches,
  missing_branches: branches,
  summary: summarySchema,
});

/** `coverage json` of coverage.py. Its statements are lines, so they are counted as lines. */
export class CoveragePy implements JsonFormat {
  readonly format = 'coverage_py';
  readonly files = new SourceFiles('max');

  add(path: readonly string[], value: unknown): boolean {
    const [member, name, ...others] = path;
    if (member === 'meta' && name === undefined) return true;
    if (member === 'totals' && name === undefined) return this.#addTotals(value);
    return member === 'files' && name !== undefined && others.length === 0
      ? this.#addFile(name, value)
      : false;
  }

  #addTotals(value: unknown): boolean {
    const parsed = summarySchema.safeParse(value);
    if (parsed.success) this.files.statedTotals = totalsOf(parsed.data);
    return parsed.success;
  }

  #addFile(name: string, value: unknown): boolean {
    const parsed = fileSchema.safeParse(value);
    if (!parsed.success) return false;
    const { data } = parsed;
    const file = this.files.open(boundedPath(name));
    const { lines } = file;
    for (const line of data.executed_lines) lines.add(line, 1);
    for (const line of data.missing_lines) lines.add(line, 0);
    for (const [line, to] of data.executed_branches ?? []) addBranch([line, to], 1);
    for (const [line, to] of data.missing_branches ?? []) addBranch([line, to], 0);
    const totals = totalsOf(data.summary);
    if (totals.lines !== undefined) file.state('lines', totals.lines);
    if (totals.branches !== undefined) file.state('branches', totals.branches);
    return true;

    function addBranch([line, to]: readonly [number, number], hits: number): void {
      if (line >= 0) file.branches.add(line, to < 0 ? 1 : 0, Math.abs(to), hits);
    }
  }
}

function totalsOf(summary: z.infer<typeof summarySchema>): Totals {
  const { covered_lines, num_statements, covered_branches, num_branches } = summary;
  const lines = { total: num_statements, covered: covered_lines };
  if (num_branches === undefined || covered_branches === undefined) return { lines };
  return { lines, branches: { total: num_branches, covered: covered_branches } };
}
