import { expect, test } from 'vitest';
import { mergeReports } from '../../../../../shared/artifacts/coverage/merge-reports.ts';
import { readCoverageReport } from '../../../../../shared/artifacts/coverage/read-report.ts';
import { Warnings } from '../../../../../shared/artifacts/syntax/warnings.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const clover = (content: string, metrics = ''): string =>
  `<coverage generated="1"><project><file path="a.js">${content}<metrics ${metrics}/></file></project></coverage>`;

const METHODS = (first: number, second: number): string =>
  `<line num="1" type="method" name="f" count="${first}"/><line num="5" type="method" name="g" count="${second}"/>`;

const STATED = 'statements="4" coveredstatements="2" methods="9" coveredmethods="3"';

const byNumber = (values: readonly unknown[]) => Object.fromEntries(values.entries());

/** A file of Istanbul with functions, each with the line of its place and its count. */
const istanbul = (functions: readonly (readonly [line: number, hits: number])[], all = false) => {
  const fnMap = functions.map(([line]) => ({
    loc: { start: { line, column: 0 }, end: { line, column: 9 } },
  }));
  const f = functions.map(([, hits]) => hits);
  const data = {
    path: 'a.js',
    statementMap: {},
    s: {},
    fnMap: byNumber(fnMap),
    f: byNumber(f),
    all,
  };
  return JSON.stringify({ 'a.js': data });
};

/** Reads reports, and returns the counts of `a.js` in all of them together. */
async function mergedCounts(
  ...texts: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const reports = await Promise.all(
    texts.map((text) => readCoverageReport(inPieces(text), new Warnings())),
  );
  const { totals } = mergeReports(reports, POLICIES.coverage).counts('a.js');
  return Object.fromEntries(
    Object.entries(totals).map(([unit, { total, covered }]) => [unit, `${covered}/${total}`]),
  );
}

test.each([
  {
    what: 'what one report states counts before what it lists',
    reports: [clover(METHODS(1, 0), STATED)],
    counts: { statements: '2/4', functions: '3/9', lines: undefined },
  },
  {
    what: 'functions that both list are merged, and the greatest stated number of statements counts',
    reports: [
      clover(METHODS(1, 0), STATED),
      clover(METHODS(0, 1), STATED.replace('coveredstatements="2"', 'coveredstatements="1"')),
    ],
    counts: { statements: '2/4', functions: '2/2' },
  },
  {
    what: 'a summary does not count where another report has the lines',
    reports: [
      '{"total":{"lines":{"total":9,"covered":9},"statements":{"total":9,"covered":9},"branches":{"total":0,"covered":0},"functions":{"total":0,"covered":0}},' +
        '"a.js":{"lines":{"total":9,"covered":9},"statements":{"total":9,"covered":9},"branches":{"total":2,"covered":1},"functions":{"total":0,"covered":0}}}',
      'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n',
    ],
    counts: { lines: '1/2', branches: '1/2' },
  },
  {
    what: 'functions of Istanbul are the same if their places are, whatever their numbers are',
    reports: [
      istanbul([
        [1, 1],
        [5, 0],
        [9, 0],
      ]),
      istanbul([
        [5, 2],
        [1, 0],
      ]),
    ],
    counts: { functions: '2/3' },
  },
  {
    what: 'two functions of Istanbul at the same place are two',
    reports: [
      istanbul([
        [1, 1],
        [1, 0],
      ]),
    ],
    counts: { functions: '1/2' },
  },
  {
    what: 'a file that was not loaded counts only if no report has it loaded',
    reports: [istanbul([[1, 0]], true), istanbul([[2, 1]]), istanbul([[1, 0]], true)],
    counts: { functions: '1/1' },
  },
  {
    what: 'a file that no report has loaded counts',
    reports: [istanbul([[1, 0]], true), istanbul([[1, 0]], true)],
    counts: { functions: '0/1' },
  },
])('$what', async ({ reports, counts }) => {
  const merged = await mergedCounts(...reports);
  for (const [unit, count] of Object.entries(counts))
    expect([unit, merged[unit]]).toEqual([unit, count]);
});
