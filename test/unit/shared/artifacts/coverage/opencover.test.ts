import { describe, expect, test } from 'vitest';
import { coverageOf, totalsOf } from './coverage-of.ts';

const FILES =
  '<Files><File uid="1" fullPath="C:\\work\\src\\A.cs"/><File uid="2" fullPath="C:\\work\\src\\B.cs"/></Files>';

const sequence = (
  place: readonly [sl: number, sc: number, el: number, ec: number],
  vc: number,
  fileid = 1,
): string =>
  `<SequencePoint vc="${vc}" sl="${place[0]}" sc="${place[1]}" el="${place[2]}" ec="${place[3]}" fileid="${fileid}"/>`;
const branch = (sl: number, path: number, vc: number): string =>
  `<BranchPoint vc="${vc}" sl="${sl}" offset="7" path="${path}" fileid="1"/>`;

const method = (points: string, attributes = 'visited="true"', name = 'F'): string =>
  `<Method ${attributes}><MetadataToken>1</MetadataToken><Name>${name}</Name><FileRef uid="1"/><Points>${points}</Points></Method>`;
const session = (content: string): string =>
  `<CoverageSession><Modules><Module>${FILES}<Classes><Class><Methods>${content}</Methods></Class></Classes></Module></Modules></CoverageSession>`;

describe('an OpenCover report', () => {
  test('counts sequence points as statements, and the lines that they touch', async () => {
    const { files, report } = await coverageOf(
      session(
        method(
          sequence([3, 5, 4, 9], 2) + sequence([4, 10, 4, 20], 7) + sequence([6, 5, 6, 9], 0),
        ) + method(branch(4, 0, 2) + branch(4, 1, 0), 'visited="false"', 'G'),
      ),
    );
    expect(report).toMatchObject({
      format: 'opencover',
      files: 1,
      outcome: 'parsed',
      warnings: [],
    });
    expect(totalsOf(report)).toEqual({
      lines: '2/3',
      statements: '2/3',
      branches: '1/2',
      functions: '1/2',
    });
    expect(files).toMatchObject([
      {
        path: 'src/A.cs',
        written_path: 'C:\\work\\src\\A.cs',
        language: 'c#',
        line_hits: '3=2,4=7,6=0',
        statement_hits: expect.stringMatching(/^(?:\d+=[027],?){3}$/),
        function_hits: expect.stringMatching(/^\d+=\d+,\d+=\d+$/),
        branch_hits: '4.7.0=2,4.7.1=0',
      },
    ]);
  });

  test('states totals of the session, which count', async () => {
    const summary =
      '<Summary numSequencePoints="30" visitedSequencePoints="20" numBranchPoints="4" visitedBranchPoints="3" numMethods="2" visitedMethods="1"/>';
    const text = session(method(sequence([3, 5, 3, 9], 2))).replace(
      '<Modules>',
      `${summary}<Modules>`,
    );
    expect(totalsOf((await coverageOf(text)).report)).toEqual({
      lines: '1/1',
      statements: '20/30',
      branches: '3/4',
      functions: '1/2',
    });
  });

  test('tells the file of a point by its number, else by the method', async () => {
    const own = sequence([1, 1, 1, 2], 1, 2);
    const ofMethod = '<SequencePoint vc="1" sl="5" sc="1" el="5" ec="2"/>';
    const { files } = await coverageOf(session(method(own + ofMethod)));
    expect(files.map(({ path, line_hits }) => [path, line_hits])).toEqual([
      ['src/A.cs', '5=1'],
      ['src/B.cs', '1=1'],
    ]);
  });

  test('repeats points of generic methods, which count once', async () => {
    const point = sequence([3, 5, 3, 9], 2);
    const { report } = await coverageOf(session(method(point) + method(point)));
    expect(totalsOf(report)).toEqual({ lines: '1/1', statements: '1/1', functions: '1/1' });
  });

  test('has methods that were skipped, which do not count', async () => {
    const { report } = await coverageOf(
      session(method('', 'skippedDueTo="Attribute"', 'G') + method(sequence([3, 5, 3, 9], 2))),
    );
    expect(totalsOf(report)).toMatchObject({ functions: '1/1' });
  });

  test.each([
    ['a point of an unknown file', sequence([3, 5, 3, 9], 2, 77)],
    ['a point without a line', '<SequencePoint vc="1" fileid="1"/>'],
    ['a point without a count', '<SequencePoint sl="1" fileid="1"/>'],
  ])('%s is passed over', async (_what, point) => {
    const { report } = await coverageOf(session(method(point)));
    expect(report).toMatchObject({ outcome: 'parsed', statements_total: null });
  });

  test('may end a point before its beginning: its first line counts', async () => {
    const { files } = await coverageOf(session(method(sequence([9, 1, 0, 0], 3))));
    expect(files.map(({ line_hits }) => line_hits)).toEqual(['9=3']);
  });

  test('without modules is a report about no files', async () => {
    const { report } = await coverageOf('<CoverageSession/>');
    expect(report).toMatchObject({ format: 'opencover', files: 0, outcome: 'parsed' });
  });
});

test.each([
  '<SequencePoint vc="x" sl="1" sc="1" el="1" ec="2" fileid="1"/>',
  '<SequencePoint vc="1" sl="-1" sc="1" el="1" ec="2" fileid="1"/>',
  '<BranchPoint vc="1" offset="7" path="0" fileid="1"/>',
])('%s is passed over, with a warning', async (point) => {
  const { files, report } = await coverageOf(session(method(sequence([3, 5, 4, 9], 2) + point)));
  expect(files.map(({ line_hits }) => line_hits)).toEqual(['3-4=2']);
  expect(report.warnings).toEqual(['a line without a number or a count was passed over']);
});
