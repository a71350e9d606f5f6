import { describe, expect, test } from '@jest/globals';
import { kindOfContent, kindOfFileName } from '../../../../shared/artifacts/content.ts';
import { UnreadableArtifactError } from '../../../../shared/errors.ts';
import { inPieces } from '../../../support/bytes.ts';
import { POLICIES } from '../../../support/policies.ts';

describe('the kind of a file by its name, in any folder', () => {
  test.each([
    ['finished.json', 'finished'],
    ['/tmp/build/clone-records.json', 'clone_records'],
    ['reports/TEST-org.example.xml', 'junit'],
    ['junit_01.xml.gz', 'junit'],
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
    ['{"kind":"ProwJob","spec":{"job":"j"},"status":{}}', 'prowjob'],
    ['{"pod":{"metadata":{}}}', 'podinfo'],
    ['[{"refs":{"org":"kubernetes"}},{"commands":[]}]', 'clone_records'],
    ['<testsuite/>', 'junit'],
    ['{"passed": tru', 'junit'],
    ['', 'junit'],
  ])('%j is %s', async (body, kind) => {
    expect(await kindOfContent(inPieces(body, 3))).toBe(kind);
  });

  test.each(['{}', '[]', '[{}]', '[{"refs":{}},7]', '{"kind":"Pod"}', '"SUCCESS"', 'null', '7'])(
    '%s is JSON of an unknown kind',
    async (body) => {
      const kind = kindOfContent(inPieces(body));
      await expect(kind).rejects.toThrow(UnreadableArtifactError);
      await expect(kind).rejects.toThrow('JSON of an unknown kind of artifact');
    },
  );
});
