import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import libCoverage from 'istanbul-lib-coverage';
import { z } from 'zod';
import { readCoverage } from '../../../shared/artifacts/coverage/read-coverage.ts';
import type { CoverageRecord } from '../../../shared/artifacts/coverage/records.ts';
import { inPieces } from '../../support/bytes.ts';
import { POLICIES } from '../../support/policies.ts';
import { describeIf } from '../../support/required.ts';
import { CORPUS, HAS_CORPUS, readTruth } from '../../unit/corpus/truth.ts';

const total = z.object({ total: z.number(), covered: z.number() });
const summarySchema = z.object({
  lines: total,
  statements: total,
  branches: total,
  functions: total,
});

/** Returns the totals that Istanbul's own library computes. */
function totalsOfIstanbul(text: string) {
  const map = libCoverage.createCoverageMap(JSON.parse(text) as libCoverage.CoverageMapData);
  return summarySchema.parse(map.getCoverageSummary().toJSON());
}

async function ourTotals(text: string) {
  const records = [];
  for await (const batch of readCoverage(inPieces(text), { policies: POLICIES })) {
    records.push(...batch);
  }
  const record = records.find((one): one is CoverageRecord => one.kind === 'coverage');
  const of = (unit: 'lines' | 'statements' | 'branches' | 'functions') => ({
    total: record?.[`${unit}_total`] ?? 0,
    covered: record?.[`${unit}_covered`] ?? 0,
  });
  return {
    lines: of('lines'),
    statements: of('statements'),
    branches: of('branches'),
    functions: of('functions'),
  };
}

const place = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 9 } });

const FILE = {
  path: '/repo/src/a.js',
  statementMap: { 0: place(1), 1: place(1), 2: place(2), 3: place(5) },
  s: { 0: 0, 1: 3, 2: 0, 3: 1 },
  fnMap: {
    0: { name: 'f', decl: place(1), loc: place(1), line: 1 },
    1: { name: 'g', decl: place(5), loc: place(5), line: 5 },
  },
  f: { 0: 2, 1: 0 },
  branchMap: {
    0: { loc: place(2), type: 'if', locations: [place(2), place(2)], line: 2 },
    1: { loc: place(5), type: 'default-arg', locations: [place(5)], line: 5 },
  },
  b: { 0: [1, 0], 1: [0] },
};

test.each([
  { about: 'one file', map: { [FILE.path]: FILE } },
  { about: 'two files', map: { [FILE.path]: FILE, '/repo/b.js': { ...FILE, path: '/repo/b.js' } } },
])('$about: the totals of Istanbul', async ({ map }) => {
  const text = JSON.stringify(map);
  expect(await ourTotals(text)).toEqual(totalsOfIstanbul(text));
});

describeIf(HAS_CORPUS, '../shared/corpus is missing')('the samples', () => {
  const samples = readTruth(/^coverage\//).filter(
    ({ truth }) => truth.kind === 'istanbul-final' && truth.expect === 'accept',
  );

  test.each(samples)('$path has the totals of Istanbul', async ({ path }) => {
    const text = readFileSync(new URL(path, CORPUS), 'utf8');
    expect(await ourTotals(text)).toEqual(totalsOfIstanbul(text));
  });
});
