import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
const UNITS = ['lines', 'branches', 'functions'] as const;
/** Columns of the CSV report by unit: the missed and the covered ones. */
const COLUMNS: Readonly<Partial<Record<Unit, string>>> = {
  lines: 'LINE',
  branches: 'BRANCH',
  functions: 'METHOD',
};

describeTools('javac', 'jacococli')('reports of JaCoCo', () => {
  let program: SampleProgram;

  /** Returns the sum of all classes in the CSV report, which JaCoCo computes by class. */
  function sumOfClasses(name: string, units: readonly Unit[]): CountTexts {
    const [header = '', ...rows] = readFileSync(program.path(`${name}.csv`), 'utf8')
      .trim()
      .split('\n');
    const sum = (column: string): number =>
      rows.reduce((all, row) => all + Number(row.split(',')[header.split(',').indexOf(column)]), 0);
    return Object.fromEntries(
      units.map((unit) => {
        const covered = sum(`${COLUMNS[unit]}_COVERED`);
        return [unit, `${covered}/${sum(`${COLUMNS[unit]}_MISSED`) + covered}`];
      }),
    );
  }

  beforeAll(() => {
    program = copyProgram('java');
    const { stdout } = spawnSync('sh', ['-c', 'command -v jacococli'], { encoding: 'utf8' });
    const agent = join(dirname(stdout.trim()), 'jacocoagent.jar');
    const sources = ['Main', 'Basket', 'Shipping', 'Unused'].map((name) => `shop/${name}.java`);
    program.exec('javac', '-g', '-d', 'classes', ...sources);
    const jacoco = (...args: readonly string[]): string => program.exec('jacococli', ...args);
    for (const part of PARTS) {
      const options = `-javaagent:${agent}=destfile=${part}.exec`;
      program.exec('java', options, '-cp', 'classes', 'shop.Main', part);
    }
    jacoco('merge', ...PARTS.map((part) => `${part}.exec`), '--destfile', 'all.exec');
    for (const name of ALL) {
      const outputs = ['--xml', `${name}.xml`, '--csv', `${name}.csv`];
      jacoco('report', `${name}.exec`, '--classfiles', 'classes', ...outputs);
    }
  }, 120_000);

  afterAll(() => {
    program.remove();
  });

  test.each(ALL)('%s has the totals of JaCoCo', async (name) => {
    const { TOTAL } = await printedCoverage(UNITS, program.path(`${name}.xml`));
    expect(TOTAL).toEqual(sumOfClasses(name, UNITS));
  });

  // A report tells how many branches of a line ran, and not which: their greatest number is a lower bound.
  test('lines and methods of several reports are merged as JaCoCo merges the data of several runs', async () => {
    const units = ['lines', 'functions'] as const;
    const printed = await printedCoverage(
      units,
      ...PARTS.map((part) => program.path(`${part}.xml`)),
    );
    expect(printed).toEqual(await printedCoverage(units, program.path('all.xml')));
    expect(printed['TOTAL']).toEqual(sumOfClasses('all', units));
  });
});
