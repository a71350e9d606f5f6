import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { kindOfContent, kindOfFileName } from '../../../../shared/artifacts/content.ts';
import { UnreadableArtifactError } from '../../../../shared/errors.ts';
import { inPieces } from '../../../support/bytes.ts';
import { POLICIES } from '../../../support/policies.ts';
import { ISTANBUL_FILE, SAMPLES } from './coverage/samples.ts';

describe('the kind of a file by its name, in any folder', () => {
  test.each([
    ['finished.json', 'finished'],
    ['/tmp/build/clone-records.json', 'clone_records'],
    ['reports/TEST-org.example.xml', 'junit'],
    ['junit_01.xml.gz', 'junit'],
    ['junit_coverage.xml', 'coverage'],
    ['/tmp/filtered.cov', 'coverage'],
    ['web/coverage-final.json', 'coverage'],
    ['logs/job/latest-build.txt', 'latest_build'],
    ['1991387062838034432.txt', 'build_alias'],
    ['build-log.txt', 'build_log'],
    ['clone-log.txt', undefined],
    ['/tmp/copy/kops/releases/markers/master/latest-ci.txt', 'version_marker'],
    ['ci/latest.txt', 'version_marker'],
    ['latest-ci.txt', undefined],
    ['finished.json.bak', undefined],
    ['report.html', undefined],
    ['xml', undefined],
    ['', undefined],
  ])('%j is %s', (path, kind) => {
    expect(kindOfFileName(path, POLICIES)).toBe(kind);
  });
});

describe('the kind of a file by its content', () => {
  test.each([
    ['{"timestamp":1763683200,"node":"pod-1"}', 'started'],
    ['{"timestamp":1763686800,"passed":true}', 'finished'],
    ['\ufeff{"result":"ABORTED"}', 'finished'],
    [
      '{"timestamp":"1763686800","passed":false,"result":"FAILURE","metadata":{"a":1},"revision":"v1"}',
      'finished',
    ],
    [
      '{"timestamp":1763683200,"pull":"7","repos":{"a/b":"master:1"},"repo-version":"abc"}',
      'started',
    ],
    ['{"kind":"ProwJob","spec":{"job":"j"},"status":{}}', 'prowjob'],
    ['{"pod":{"metadata":{}}}', 'podinfo'],
    ['[{"refs":{"org":"kubernetes"}},{"commands":[]}]', 'clone_records'],
    ['<testsuite/>', 'junit'],
    ['{"passed": tru', 'junit'],
    ['', 'junit'],
  ])('%j is %s', async (body, kind) => {
    expect(await kindOfContent(inPieces(body, 3))).toBe(kind);
  });

  test.each([
    '{}',
    '[]',
    '[{}]',
    '[{"refs":{}},7]',
    '{"kind":"Pod"}',
    '{"kind":"Pod","spec":{},"status":{}}',
    '{"result":{"a.js":{"s":{}}}}',
    '{"result":"ok","source":"a.js"}',
    '{"result":"SUCCESS","tests":[]}',
    '{"passed":3}',
    '{"passed":true,"tests":[]}',
    '{"timestamp":true}',
    '{"timestamp":1763683200,"level":"info"}',
    '{"events":{}}',
    '"SUCCESS"',
    'null',
    '7',
  ])('%s is JSON of an unknown kind', async (body) => {
    const kind = kindOfContent(inPieces(body));
    await expect(kind).rejects.toThrow(UnreadableArtifactError);
    await expect(kind).rejects.toThrow('JSON of an unknown kind of artifact');
  });
});

describe('coverage reports are known by their content', () => {
  test.each(Object.entries(SAMPLES))('%s', async (_format, text) => {
    for (const body of [text, gzipSync(text), `\ufeff${text}`]) {
      expect(await kindOfContent(inPieces(body, 3))).toBe('coverage');
    }
  });

  test.each([
    ['an Istanbul file', JSON.stringify(ISTANBUL_FILE)],
    ['a Cobertura report after a comment', '<?xml version="1.0"?>\n<!-- a > b -->\n<coverage/>'],
    ['JaCoCo with a document type', '<!DOCTYPE report SYSTEM "report.dtd"><report name="r"/>'],
    ['UTF-16', Buffer.from('\ufeff<coverage line-rate="1"/>', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('<coverage line-rate="1"/>', 'utf16le')],
    ['LCOV after a comment', '# by hand\n\nSF:a.c\nend_of_record\n'],
    ['an empty Go profile', 'mode: set\n'],
  ])('%s', async (_what, body) => {
    expect(await kindOfContent(inPieces(body, 3))).toBe('coverage');
  });

  test.each([
    '<testsuites><testsuite><testcase classname="go_test" name="coverage"/></testsuite></testsuites>',
    '<reports/>',
    '<testsuite><report/></testsuite>',
    'model: x',
    `${'<!---->'.repeat(500)}<testsuite/>`,
  ])('%s is none', async (body) => {
    expect(await kindOfContent(inPieces(body))).toBe('junit');
  });
});

test.each([
  ['a head that decides', 'mode: set\na/b.go:1.1,2.2 1 1\n'.repeat(10_000)],
  ['JSON of an unknown kind', '[1]'],
])('the file is closed after %s', async (_what, text) => {
  let isClosed = false;
  async function* file(): AsyncGenerator<Uint8Array> {
    try {
      yield* inPieces(text, 5000);
    } finally {
      isClosed = true;
    }
  }
  await kindOfContent(file()).catch(() => undefined);
  expect(isClosed).toBe(true);
});
