import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import libCoverage from 'istanbul-lib-coverage';
import { z } from 'zod';
import type { Unit } from '../../../shared/artifacts/coverage/counts/totals.ts';
import {
  copyProgram,
  printedCoverage,
  type CountTexts,
  type SampleProgram,
} from '../../support/coverage-tools.ts';

const JEST = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url));
const REPORTERS = ['json', 'json-summary', 'lcov', 'clover', 'cobertura'];
const PARTS = ['basket', 'shipping'];

const UNITS: readonly Unit[] = ['lines', 'statements', 'branches', 'functions'];

/** Reports that istanbul-reports writes, with the units that they have and those that can be merged exactly. */
const REPORTS: readonly { name: string; units: readonly Unit[]; merged: readonly Unit[] }[] = [
  { name: 'coverage-final.json', units: UNITS, merged: UNITS },
  { name: 'coverage-summary.json', units: UNITS, merged: [] },
  {
    name: 'lcov.info',
    units: ['lines', 'branches', 'functions'],
    merged: ['lines', 'branches', 'functions'],
  },
  // Clover and Cobertura tell how many branches of a line ran, and not which. The statements of Clover are lines.
  { name: 'clover.xml', units: ['lines', 'branches', 'functions'], merged: ['lines'] },
  {
    name: 'cobertura-coverage.xml',
    units: ['lines', 'branches', 'functions'],
    merged: ['lines', 'functions'],
  },
];

const total = z.object({ total: z.int(), covered: z.int() });
const summarySchema = z.object({
  lines: total,
  statements: total,
  branches: total,
  functions: total,
});

describe.each(['babel', 'v8'])('reports of Jest with the coverage of %s', (provider) => {
  let program: SampleProgram;

  const path = (part: string, name: string): string => program.path(join(part, name));

  /** Returns the counts of Istanbul's own library for the data of one or several runs, by file. */
  function countsOf(units: readonly Unit[], ...parts: readonly string[]) {
    const map = libCoverage.createCoverageMap({});
    for (const part of parts) {
      const text = readFileSync(path(part, 'coverage-final.json'), 'utf8');
      map.merge(JSON.parse(text) as libCoverage.CoverageMapData);
    }
    const counts = (data: libCoverage.CoverageSummary): CountTexts => {
      const summary = summarySchema.parse(data.toJSON());
      return Object.fromEntries(
        units.map((unit) => [unit, `${summary[unit].covered}/${summary[unit].total}`]),
      );
    };
    const files = map.files().map((file) => {
      const name = file.slice(program.folder.length + 1);
      return [name, counts(map.fileCoverageFor(file).toSummary())] as const;
    });
    return Object.fromEntries([...files, ['TOTAL', counts(map.getCoverageSummary())]]);
  }

  beforeAll(() => {
    program = copyProgram('javascript');
    for (const part of PARTS) {
      const options = [`--coverageProvider=${provider}`, `--coverageDirectory=${part}`];
      const tests = `--testPathPatterns=${part}`;
      const reporters = REPORTERS.map((name) => `--coverageReporters=${name}`);
      program.exec('node', JEST, '--rootDir=.', '--coverage', tests, ...options, ...reporters);
    }
  });

  afterAll(() => {
    program.remove();
  });

  /**
   * Units of which the data of V8 can be merged as Istanbul does: V8 reports what ran differently from the code around it, and
   * Istanbul looks for the narrowest range of the other report around each. Functions without a name are numbered.
   */
  const ofV8 = (merged: readonly Unit[]): readonly Unit[] =>
    merged.filter((unit) => unit === 'lines' || unit === 'statements');

  describe.each(REPORTS)('$name', ({ name, units, merged: ofBabel }) => {
    const merged = provider === 'v8' ? ofV8(ofBabel) : ofBabel;

    test.each(PARTS)('%s has the counts of Istanbul', async (part) => {
      expect(await printedCoverage(units, path(part, name))).toEqual(countsOf(units, part));
    });

    test('several reports are merged as Istanbul merges their data', async () => {
      const printed = await printedCoverage(merged, ...PARTS.map((part) => path(part, name)));
      expect(printed).toEqual(countsOf(merged, ...PARTS));
    });
  });
});
