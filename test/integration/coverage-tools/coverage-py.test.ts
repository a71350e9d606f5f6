import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Unit } from '../../../shared/artifacts/coverage/counts/totals.ts';
import {
  copyProgram,
  describeTools,
  printedCoverage,
  type CountTexts,
  type SampleProgram,
} from '../../support/coverage-tools.ts';

const PARTS = ['basket', 'shipping'];
const ALL = [...PARTS, 'all'];

const summary = z.object({
  num_statements: z.int(),
  covered_lines: z.int(),
  num_branches: z.int(),
  covered_branches: z.int(),
});
const reportSchema = z.object({
  files: z.record(z.string(), z.object({ summary })),
  totals: summary,
});

describeTools('coverage')('reports of coverage.py', () => {
  let program: SampleProgram;

  const coverage = (...args: readonly string[]): string =>
    program.exec('env', 'PYTHONPATH=.', 'coverage', ...args);

  /** Returns the counts of `coverage json`, by file. Statements are lines. */
  function countsOf(name: string, units: readonly Unit[]): Readonly<Record<string, CountTexts>> {
    const text = readFileSync(program.path(`${name}.json`), 'utf8');
    const { files, totals } = reportSchema.parse(JSON.parse(text));
    const texts = (of: z.infer<typeof summary>): CountTexts => ({
      lines: `${of.covered_lines}/${of.num_statements}`,
      branches: `${of.covered_branches}/${of.num_branches}`,
    });
    const all = [...Object.entries(files), ['TOTAL', { summary: totals }] as const];
    return Object.fromEntries(
      all.map(([file, of]) => [
        file,
        Object.fromEntries(units.map((unit) => [unit, texts(of.summary)[unit]])),
      ]),
    );
  }

  beforeAll(() => {
    program = copyProgram('python');
    for (const part of PARTS) {
      coverage('run', '--branch', '--source=.', `--data-file=data.${part}`, `run_${part}.py`);
    }
    coverage('combine', '--keep', '--data-file=data.all', ...PARTS.map((part) => `data.${part}`));
    for (const name of ALL) {
      for (const format of ['json', 'xml', 'lcov']) {
        coverage(format, '--quiet', `--data-file=data.${name}`, '-o', `${name}.${format}`);
      }
    }
  }, 60_000);

  afterAll(() => {
    program.remove();
  });

  describe.each<{ format: string; merged: readonly Unit[] }>([
    { format: 'json', merged: ['lines', 'branches'] },
    // It tells how many branches of a line ran, and not which: the merge has the greatest number, which is a lower bound.
    { format: 'xml', merged: ['lines'] },
    { format: 'lcov', merged: ['lines', 'branches'] },
  ])('coverage $format', ({ format, merged }) => {
    test.each(ALL)('%s has the counts of coverage.py', async (name) => {
      const units = ['lines', 'branches'] as const;
      const printed = await printedCoverage(units, program.path(`${name}.${format}`));
      expect(printed).toEqual(countsOf(name, units));
    });

    test('several reports are merged as coverage combine merges their data', async () => {
      const reports = PARTS.map((part) => program.path(`${part}.${format}`));
      expect(await printedCoverage(merged, ...reports)).toEqual(countsOf('all', merged));
    });
  });
});
