import { readFileSync, rmSync } from 'node:fs';
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

const PARTS = ['basket', 'shipping', 'largest'];
const SOURCES = ['basket', 'main', 'shipping'];

const counts = {
  line_total: z.int(),
  line_covered: z.int(),
  branch_total: z.int(),
  branch_covered: z.int(),
  function_total: z.int(),
  function_covered: z.int(),
};
const summarySchema = z.object({
  files: z.array(z.object({ filename: z.string(), ...counts })),
  ...counts,
});

interface ReportFormat {
  readonly option: string;
  /** Units that gcovr writes in this format. */
  readonly units: readonly Unit[];
  /**
   * Units that can be merged. Cobertura and JaCoCo tell how many branches of a line ran, and not which; gcovr's JaCoCo tells
   * neither which lines nor which functions ran.
   */
  readonly merged: readonly Unit[];
}

const FORMATS: readonly ReportFormat[] = [
  {
    option: 'lcov',
    units: ['lines', 'branches', 'functions'],
    merged: ['lines', 'branches', 'functions'],
  },
  {
    option: 'cobertura',
    units: ['lines', 'branches', 'functions'],
    merged: ['lines', 'functions'],
  },
  { option: 'jacoco', units: ['lines', 'branches', 'functions'], merged: [] },
  { option: 'clover', units: ['lines'], merged: ['lines'] },
];

describeTools('g++', 'gcovr')('reports of gcovr', () => {
  let program: SampleProgram;

  /** Writes all reports of one or several runs, which `names` are, and the summary. */
  function writeReports(to: string, names: readonly string[], ...options: readonly string[]): void {
    const runs = names.flatMap((name) => ['--add-tracefile', `${name}.json`]);
    const reports = FORMATS.flatMap(({ option }) => [`--${option}`, `${to}.${option}`]);
    program.exec('gcovr', ...runs, ...reports, '--json-summary', `${to}.summary`, ...options);
  }

  /** Returns the counts of gcovr's summary by file. */
  function countsOf(name: string, units: readonly Unit[]): Readonly<Record<string, CountTexts>> {
    const text = readFileSync(program.path(`${name}.summary`), 'utf8');
    const { files, ...all } = summarySchema.parse(JSON.parse(text));
    const texts: Readonly<Record<string, (of: typeof all) => string>> = {
      lines: (of) => `${of.line_covered}/${of.line_total}`,
      branches: (of) => `${of.branch_covered}/${of.branch_total}`,
      functions: (of) => `${of.function_covered}/${of.function_total}`,
    };
    return Object.fromEntries(
      [...files, { filename: 'TOTAL', ...all }].map((file) => [
        file.filename,
        Object.fromEntries(units.map((unit) => [unit, texts[unit]?.(file)])),
      ]),
    );
  }

  beforeAll(() => {
    program = copyProgram('cpp');
    program.exec('g++', '-O0', '--coverage', ...SOURCES.map((name) => `${name}.cpp`));
    for (const part of PARTS) {
      for (const name of SOURCES) rmSync(program.path(`a-${name}.gcda`), { force: true });
      program.exec('./a.out', part);
      program.exec('gcovr', '--json', `${part}.json`);
      writeReports(part, [part], '--merge-lines');
    }
    writeReports('all', PARTS, '--merge-lines');
    writeReports('instances', PARTS);
  }, 60_000);

  afterAll(() => {
    program.remove();
  });

  describe.each(FORMATS)('$option', ({ option, units, merged }) => {
    test.each([...PARTS, 'all'])('%s has the counts of gcovr', async (name) => {
      const printed = await printedCoverage(units, program.path(`${name}.${option}`));
      expect(printed).toEqual(countsOf(name, units));
    });

    test('several reports are merged as gcovr merges them', async () => {
      const reports = PARTS.map((part) => program.path(`${part}.${option}`));
      expect(await printedCoverage(merged, ...reports)).toEqual(countsOf('all', merged));
    });
  });

  // gcovr reads reports in this format too, and loses the functions.
  test('branches of several Cobertura reports are merged as gcovr merges those', async () => {
    const reports = PARTS.map((part) => `${part}.cobertura`);
    const options = reports.flatMap((report) => ['--cobertura-add-tracefile', report]);
    program.exec('gcovr', ...options, '--json-summary', 'cobertura.summary');
    const printed = await printedCoverage(['branches'], ...reports.map(program.path));
    expect(printed).toEqual(countsOf('cobertura', ['branches']));
  });

  // Without --merge-lines, gcovr counts a line of a template once for each of its instances. lcov and the program count it once.
  test.each(FORMATS.slice(0, 2))(
    'lines of several instances of a template count once: $option',
    async ({ option, units }) => {
      const printed = await printedCoverage(units, program.path(`instances.${option}`));
      expect(printed).toEqual(countsOf('all', units));
      expect(printed).not.toEqual(countsOf('instances', units));
    },
  );
});
