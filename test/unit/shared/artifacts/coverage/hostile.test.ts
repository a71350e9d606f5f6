import { describe, expect, test } from 'vitest';
import { SourceFiles } from '../../../../../shared/artifacts/coverage/counts/source-files.ts';
import { readCoverage } from '../../../../../shared/artifacts/coverage/read-coverage.ts';
import type {
  CoverageRecord,
  SourceFileRecord,
} from '../../../../../shared/artifacts/coverage/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

async function read(body: string): Promise<readonly (SourceFileRecord | CoverageRecord)[]> {
  const records = [];
  for await (const batch of readCoverage(inPieces(body), { policies: POLICIES })) {
    records.push(...batch);
  }
  return records;
}

/** Returns the text of numbered parts. */
function times(count: number, part: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => part(i)).join('');
}

const LLVM_SUMMARY = '{"lines":{"count":1,"covered":1}}';

function llvm(segments: string): string {
  const file = `{"filename":"a.c","segments":[${segments}],"summary":${LLVM_SUMMARY}}`;
  return `{"data":[{"files":[${file}],"totals":${LLVM_SUMMARY}}],"type":"llvm.coverage.json.export"}`;
}

function cobertura(lines: string): string {
  return `<coverage line-rate="1"><packages><package><classes><class filename="a.c"><lines>${lines}</lines></class></classes></package></packages></coverage>`;
}

describe('a few bytes do not stand for any number of lines or branches', () => {
  test.each([
    [
      'branches of many lines',
      cobertura(
        times(600, (i) => `<line number="${i}" hits="1" condition-coverage="50% (1/1000)"/>`),
      ),
      'more than 500000 branches of one source file',
    ],
    [
      'lines of one region',
      llvm('[1,1,1,true,true,false],[900000,1,0,false,false,false]'),
      'more than 500000 lines of one source file',
    ],
  ])('%s', async (_, body, reason) => {
    await expect(read(body)).rejects.toThrow(new UnreadableArtifactError(reason));
  });
});

test('entries that are not listed are counted, also if they are always the same', () => {
  const files = new SourceFiles('max');
  files.imply(29_999_999);
  files.imply(1);
  expect(() => {
    files.imply(1);
  }).toThrow(
    new UnreadableArtifactError('more than 30000000 lines or branches that are not listed'),
  );
});

describe('limits', () => {
  test.each([
    [
      'blocks of a file',
      `mode: set\n${times(500_001, (i) => `a.go:${i}.1,${i}.2 1 1\n`)}`,
      'more than 500000 blocks of one source file',
    ],
    [
      'the length of paths',
      `mode: set\n${times(8300, (i) => `${'p'.repeat(4080)}${i}.go:1.1,1.2 1 1\n`)}`,
      'paths of more than 33554432 characters together',
    ],
    [
      'attributes of an element',
      `<coverage line-rate="1"><packages ${times(1001, (i) => `a${i}="" `)}/></coverage>`,
      'more than 1000 attributes of one element',
    ],
    [
      'the depth of JSON',
      `{"a.js":{"statementMap":{},"s":{},"x":${'['.repeat(1001)}${']'.repeat(1001)}}}`,
      'JSON that is nested more than 1000 deep',
    ],
    [
      'the parts of a member of JSON',
      `{"a.js":{"statementMap":{},"s":{},"x":[${'1,'.repeat(2_000_000)}1]}}`,
      'a JSON member of more than 2000000 parts',
    ],
  ])('%s', async (_, body, reason) => {
    await expect(read(body)).rejects.toThrow(new UnreadableArtifactError(reason));
  });
});

test('a report that changes between two files again and again is read in linear time', async () => {
  const lines = times(60_000, (i) => `${i % 2 === 0 ? 'a' : 'b'}.go:${i}.1,${i}.2 1 ${i % 3}\n`);
  const records = await read(`mode: count\n${lines}`);
  expect(records).toMatchObject([
    { path: 'a.go', statements_total: 30_000, statements_covered: 20_000 },
    { path: 'b.go', statements_total: 30_000, statements_covered: 20_000 },
    { files: 2, statements_total: 60_000, statements_covered: 40_000 },
  ]);
});

test('the same blocks of two files again and again stay few, and their counts add up', async () => {
  const block = (path: string) => `${path}:1.1,2.2 1 1\n${path}:3.1,4.2 1 0\n`;
  const records = await read(`mode: count\n${`${block('a.go')}${block('b.go')}`.repeat(1000)}`);
  expect(records).toMatchObject([
    { statement_hits: '1.1-2.2*1=1000,3.1-4.2*1=0' },
    { statement_hits: '1.1-2.2*1=1000,3.1-4.2*1=0' },
    { files: 2 },
  ]);
});

test('a line of LLVM with very many regions is read', async () => {
  const [file] = await read(
    llvm(`${'[1,1,7,true,true,false],'.repeat(budget(200_000))}[2,1,0,false,false]`),
  );
  expect(file).toMatchObject({ line_hits: '1-2=7' });
});

test('keys with a meaning in JavaScript are ordinary ones', async () => {
  const s = '{"constructor":1,"toString":0,"0":1}';
  const b = '{"constructor":[1,0]}';
  const statementMap = '{"0":{"start":{"line":1}}}';
  const records = await read(
    `{"__proto__":{"statementMap":${statementMap},"s":${s},"b":${b},"branchMap":{}}}`,
  );
  expect(records).toMatchObject([
    { path: '__proto__', statements_total: 3, statements_covered: 2, branches_total: 2 },
    { files: 1, warnings: ['counts of statements without a place'] },
  ]);
});

describe('numbers', () => {
  test('beyond all limits do not become zero', async () => {
    const [file] = await read(`mode: count\na.go:1.1,2.2 1 1${'0'.repeat(400)}\n`);
    expect(file).toMatchObject({ statement_hits: `1.1-2.2*1=${Number.MAX_SAFE_INTEGER}` });
  });

  test('stated totals end at 2^53 - 1', async () => {
    const counter = '<counter type="LINE" missed="9007199254740991" covered="9007199254740991"/>';
    const records = await read(
      `<report name="r">${`<package name="p">${counter}</package>`.repeat(3)}</report>`,
    );
    expect(records[0]).toMatchObject({
      lines_total: Number.MAX_SAFE_INTEGER,
      lines_covered: Number.MAX_SAFE_INTEGER,
      coverage_ratio: 1,
    });
  });

  test('a ratio is at most 1', async () => {
    const all = '{"total":1,"covered":5}';
    const totals = `{"lines":${all},"statements":${all},"branches":${all},"functions":${all}}`;
    const records = await read(`{"total":${totals},"a.js":${totals}}`);
    expect(records).toMatchObject([{ coverage_ratio: 1 }, { coverage_ratio: 1 }]);
  });
});

test('a report of very many modes has few warnings', async () => {
  const modes = times(1000, (i) => `mode: m${i}\n`);
  const records = await read(`${modes}a.go:1.1,2.2 1 1\n`);
  expect(records.at(-1)).toMatchObject({
    warnings: [
      'unknown mode m0',
      'unknown mode m1',
      'several modes: only whether a block ran is sure',
    ],
  });
});
