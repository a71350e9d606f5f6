import { describe, expect, test } from 'vitest';
import { cleanedPath } from '../../../../../../shared/artifacts/coverage/paths/cleaned-path.ts';
import { languageOf } from '../../../../../../shared/artifacts/coverage/paths/language.ts';
import { sourcePaths } from '../../../../../../shared/artifacts/coverage/paths/source-paths.ts';
import { POLICIES } from '../../../../../support/policies.ts';

describe('the paths of source files in their repository', () => {
  test.each([
    {
      what: 'the Go module is removed',
      written: ['k8s.io/kops/pkg/a.go', 'k8s.io/kops/cmd/b.go'],
      paths: ['pkg/a.go', 'cmd/b.go'],
    },
    {
      what: 'a file at the top of the module',
      written: ['k8s.io/kops/main.go'],
      paths: ['main.go'],
    },
    {
      what: 'files of other modules keep their whole path',
      written: ['k8s.io/kops/a.go', 'k8s.io/kops/b.go', 'k8s.io/api/c.go'],
      paths: ['a.go', 'b.go', 'k8s.io/api/c.go'],
    },
    {
      what: 'another module with the same beginning',
      written: ['k8s.io/kops/a.go', 'k8s.io/kops/b.go', 'k8s.io/kops-extra/c.go'],
      paths: ['a.go', 'b.go', 'k8s.io/kops-extra/c.go'],
    },
    {
      what: 'the folder of Prow in front of a module',
      written: ['/home/prow/go/src/k8s.io/kops/pkg/a.go'],
      paths: ['pkg/a.go'],
    },
    {
      what: 'the folder of GitHub Actions',
      written: ['/home/runner/work/repo/repo/src/a.ts'],
      paths: ['src/a.ts'],
    },
    {
      what: 'the folder of GitLab',
      written: ['/builds/group/project/lib/a.rb'],
      paths: ['lib/a.rb'],
    },
    {
      what: 'the absolute folder that all files have in common',
      written: ['/data/ci/x/src/a.c', '/data/ci/x/src/b.c'],
      paths: ['src/a.c', 'src/b.c'],
    },
    {
      what: 'up to the first folder that is the top of a repository',
      written: ['/data/x/src/deep/a.c', '/data/x/src/deep/b.c'],
      paths: ['src/deep/a.c', 'src/deep/b.c'],
    },
    {
      what: 'a folder of most files',
      written: ['/data/x/src/a.c', '/data/x/src/b.c', '/usr/include/stdio.h'],
      paths: ['src/a.c', 'src/b.c', '/usr/include/stdio.h'],
    },
    {
      what: 'a folder of half of the files is none',
      written: ['/data/x/a.c', '/opt/y/b.c'],
      paths: ['data/x/a.c', 'opt/y/b.c'],
    },
    {
      what: 'a drive of Windows',
      written: ['C:\\work\\src\\A.cs', 'C:\\work\\src\\B.cs'],
      paths: ['src/A.cs', 'src/B.cs'],
    },
    { what: 'a URL of a file', written: ['file:///data/x/src/a.js'], paths: ['src/a.js'] },
    {
      what: 'relative paths stay',
      written: ['src/a.ts', './src/b.ts', 'c.ts'],
      paths: ['src/a.ts', 'src/b.ts', 'c.ts'],
    },
    {
      what: 'a relative folder that looks like a host is no Go module',
      written: ['next.js/src/a.ts', 'next.js/src/b.ts'],
      paths: ['next.js/src/a.ts', 'next.js/src/b.ts'],
    },
    {
      what: 'a file of another language in a Go module',
      written: ['k8s.io/kops/pkg/a.go', 'k8s.io/kops/pkg/parse.y'],
      paths: ['pkg/a.go', 'pkg/parse.y'],
    },
    { what: 'no files', written: [], paths: [] },
  ])('$what', ({ written, paths }) => {
    expect(sourcePaths(written, POLICIES.coverage)).toEqual(paths);
  });
});

describe('cleanedPath()', () => {
  test.each([
    ['a/b.c', 'a/b.c'],
    ['./a//b/./c.c', 'a/b/c.c'],
    ['a/../b.c', 'b.c'],
    ['../a.c', '../a.c'],
    ['../../a.c', '../../a.c'],
    ['a/../../b.c', '../b.c'],
    ['/a/../b.c', '/b.c'],
    ['a\\b.c', 'a/b.c'],
    ['file:///a/b.c', '/a/b.c'],
    ['a\0b\n.c', 'a\ufffdb\ufffd.c'],
    ['\ud800.c', '\ufffd.c'],
    ['', ''],
    ['/', '/'],
  ])('%j is %j', (written, path) => {
    expect(cleanedPath(written)).toBe(path);
  });
});

test.each([
  ['a.go', 'go'],
  ['src/A.JAVA', 'java'],
  ['a.test.tsx', 'typescript'],
  ['a.constructor', null],
  ['Makefile', null],
  ['', null],
])('the language of %j is %j', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
