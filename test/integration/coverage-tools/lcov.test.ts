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

const UNITS = ['lines', 'branches', 'functions'] as const;
const PARTS = ['basket', 'shipping', 'largest'];
const FILES = ['basket.cpp', 'basket.hpp', 'main.cpp', 'shipping.cpp'];

describeTools('g++', 'lcov')('trace files of lcov', () => {
  let program: SampleProgram;

  const lcov = (...args: readonly string[]): string =>
    program.exec('lcov', ...args, ...LCOV_BRANCHES, '--quiet');

  /** Returns the counts that lcov prints for each file alone, and for all. */
  function countsOf(trace: string): Readonly<Record<string, CountTexts>> {
    const files = FILES.map((file) => {
      lcov('--extract', trace, `*/${file}`, '--output-file', 'file.info');
      return [file, lcovSummary(program, 'file.info')];
    });
    return Object.fromEntries([...files, ['TOTAL', lcovSummary(program, trace)]]) as Record<
      string,
      CountTexts
    >;
  }

  beforeAll(() => {
    program = copyProgram('cpp');
    program.exec('g++', '-O0', '--coverage', ...FILES.filter((file) => file.endsWith('.cpp')));
    for (const part of PARTS) {
      lcov('--zerocounters', '--directory', '.');
      program.exec('./a.out', part);
      const from = ['--directory', '.', '--include', `${program.folder}/*`];
      lcov('--capture', ...from, '--output-file', `${part}.info`);
    }
    const traces = PARTS.flatMap((part) => ['--add-tracefile', `${part}.info`]);
    lcov(...traces, '--output-file', 'all.info');
  }, 60_000);

  afterAll(() => {
    program.remove();
  });

  test.each([...PARTS, 'all'])('%s.info has the counts of lcov', async (part) => {
    const trace = `${part}.info`;
    expect(await printedCoverage(UNITS, program.path(trace))).toEqual(countsOf(trace));
  });

  test('several files are merged as lcov merges them', async () => {
    const traces = PARTS.map((part) => program.path(`${part}.info`));
    expect(await printedCoverage(UNITS, ...traces)).toEqual(countsOf('all.info'));
  });
});
