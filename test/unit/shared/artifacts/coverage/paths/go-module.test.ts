import { expect, test } from 'vitest';
import { moduleOf } from '../../../../../../shared/artifacts/coverage/paths/go-module.ts';
import { POLICIES } from '../../../../../support/policies.ts';

test.each([
  ['github.com/org/repo/pkg/a.go', 'github.com/org/repo'],
  ['github.com/org/repo/a.go', 'github.com/org/repo'],
  ['github.com/org/repo/v2/pkg/a.go', 'github.com/org/repo/v2'],
  ['github.com/org/repo/v1/a.go', 'github.com/org/repo'],
  ['github.com/org/repo/version/a.go', 'github.com/org/repo'],
  ['github.com/org/a.go', undefined],
  ['k8s.io/kops/pkg/a.go', 'k8s.io/kops'],
  ['sigs.k8s.io/kind/pkg/a.go', 'sigs.k8s.io/kind'],
  ['gopkg.in/yaml.v3/decode.go', 'gopkg.in/yaml.v3'],
  ['golang.org/x/tools/cover/a.go', 'golang.org/x/tools'],
  ['example.com/mod/a.go', 'example.com/mod'],
  ['example.com/a.go', undefined],
  ['a.go', undefined],
  ['pkg/a.go', undefined],
  ['/k8s.io/kops/a.go', undefined],
  ['../k8s.io/kops/a.go', undefined],
  ['next.js/src/a.ts', undefined],
  ['', undefined],
])('the module of %j is %j', (path, expected) => {
  expect(moduleOf(path, POLICIES.coverage)).toBe(expected);
});
