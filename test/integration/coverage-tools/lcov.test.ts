import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  copyProgram,
  describeTools,
  printedCoverage,
  type CountTexts,
  type SampleProgram,
} from '../../support/coverage-tools.ts';

const UNITS = ['lines', 'branches', 'functions'] as const;
const PARTS = ['basket', 'shipping', 'largest'];
const FILES = ['basket.cpp', 'basket.hpp', 'main.cpp', 'shipping.cpp'];
const WITH_BRANCHES = ['--rc', 'lcov_branch_coverage=1', '--quiet'];

describeTools('g++', 'lcov')('trace files of lcov', () => {
  let program: SampleProgram;

  const lcov = (...args: readonly string[]): string =>
    program.exec('lcov', ...args, ...WITH_BRANCHES);

  /** Returns the counts that `lcov --summary` prints. */
  function summaryOf(trace: string): CountTexts {
    const text = program.exec('lcov', '--summary', trace, ...WITH_BRANCHES.slice(0, 2));
    const counts = UNITS.map((unit) => {
      const [, covered = '0', total = '0'] =
        new RegExp(`${unit}\\.+: .*\\((\\d+) of (\\d+) `).exec(text) ?? [];
      return [unit, `${covered}/${total}`];
    });
    return Object.fromEntries(counts) as CountTexts;
  }

  /** Returns the counts that lcov prints for each file alone, and for all. */
  function countsOf(trace: string): Readonly<Record<string, CountTexts>> {
    const files = FILES.map((file) => {
      lcov('--extract', trace, `*/${file}`, '--output-file', 'file.info');
      return [file, summaryOf('file.info')];
    });
    return Object.fromEntries([...files, ['TOTAL', summaryOf(trace)]]) as Record<
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
