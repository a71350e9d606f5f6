import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  copyProgram,
  describeTools,
  LCOV_BRANCHES,
  lcovSummary,
  printedCoverage,
  type CountTexts,
  type SampleProgram,
} from '../../support/coverage-tools.ts';

const PARTS = ['basket', 'shipping', 'largest'];
const ALL = [...PARTS, 'all'];
const SOURCES = ['basket.cpp', 'main.cpp', 'shipping.cpp'];
const FLAGS = ['-x', 'c++', '-fprofile-instr-generate', '-fcoverage-mapping'];

/** Columns of `llvm-cov report`: units are followed by the number that was missed and the percentage. */
const UNIT_OF_COLUMN = { functions: 1, lines: 2, branches: 3 } as const;
const UNITS = ['lines', 'branches', 'functions'] as const;

describeTools(
  'clang',
  'llvm-cov',
  'llvm-profdata',
)('exports of llvm-cov', () => {
  let program: SampleProgram;

  const covered = (command: string, name: string, ...options: readonly string[]): string =>
    program.exec('llvm-cov', command, './shop', `-instr-profile=${name}.profdata`, ...options);

  /** Returns the counts that `llvm-cov report` prints, by file. */
  function countsOf(name: string): Readonly<Record<string, CountTexts>> {
    const rows = covered('report', name)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([file = '']) => /\.[ch]pp$|^TOTAL$/.test(file));
    return Object.fromEntries(
      rows.map(([file = '', ...columns]) => [file, countsOfRow(columns)] as const),
    );
  }

  beforeAll(() => {
    program = copyProgram('cpp');
    program.exec('clang', ...FLAGS, ...SOURCES, '-lstdc++', '-o', 'shop');
    for (const part of PARTS) {
      program.exec('env', `LLVM_PROFILE_FILE=${part}.profraw`, './shop', part);
    }
    for (const name of ALL) {
      const inputs = name === 'all' ? PARTS : [name];
      const raw = inputs.map((part) => `${part}.profraw`);
      program.exec('llvm-profdata', 'merge', ...raw, '-o', `${name}.profdata`);
      writeFileSync(program.path(`${name}.json`), covered('export', name));
      writeFileSync(program.path(`${name}.info`), covered('export', name, '-format=lcov'));
    }
  }, 120_000);

  afterAll(() => {
    program.remove();
  });

  test.each(ALL)('%s has the counts of llvm-cov report', async (name) => {
    expect(await printedCoverage(UNITS, program.path(`${name}.json`))).toEqual(countsOf(name));
  });

  // llvm-cov counts a line once for each function on it, such as a lambda and the function around it; a merge counts it once.
  test('lines and conditions of several exports are merged as llvm-profdata merges their data', async () => {
    const exports = PARTS.map((part) => program.path(`${part}.json`));
    const ofConditions = await printedCoverage(['branches'], ...exports);
    expect(ofConditions).toEqual(only('branches', countsOf('all')));
    const ofLines = await printedCoverage(['lines'], ...exports);
    expect(ofLines).toEqual(await printedCoverage(['lines'], program.path('all.info')));
    expect(ofLines['TOTAL']).toEqual({ lines: '55/59' });
    expect(countsOf('all')['TOTAL']?.lines).toBe('56/60');
  });

  describeTools('lcov')('in the format of LCOV', () => {
    test.each(ALL)('%s has the counts of lcov', async (name) => {
      const { TOTAL } = await printedCoverage(UNITS, program.path(`${name}.info`));
      expect(TOTAL).toEqual(lcovSummary(program, `${name}.info`));
    });

    test('several reports are merged as lcov merges them', async () => {
      const reports = PARTS.map((part) => `${part}.info`);
      const added = reports.flatMap((report) => ['--add-tracefile', report]);
      program.exec('lcov', ...added, '--output-file', 'added.info', ...LCOV_BRANCHES, '--quiet');
      const { TOTAL } = await printedCoverage(UNITS, ...reports.map(program.path));
      expect(TOTAL).toEqual(lcovSummary(program, 'added.info'));
    });
  });
});

function only(
  unit: (typeof UNITS)[number],
  counts: Readonly<Record<string, CountTexts>>,
): Readonly<Record<string, CountTexts>> {
  return Object.fromEntries(
    Object.entries(counts).map(([file, of]) => [file, { [unit]: of[unit] }]),
  );
}

/** Returns the counts of a row of `llvm-cov report`, without the name of the file. */
function countsOfRow(columns: readonly string[]): CountTexts {
  const counts = UNITS.map((unit) => {
    const at = 3 * UNIT_OF_COLUMN[unit];
    const total = Number(columns[at]);
    return [unit, `${total - Number(columns[at + 1])}/${total}`] as const;
  });
  return Object.fromEntries(counts);
}
