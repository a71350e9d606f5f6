import { expect, test } from 'vitest';
import { maskName } from '../../../../shared/domain/name-masks.ts';
import { testId } from '../../../../shared/domain/test-case.ts';

test.each([
  ['serves <Cache object at 0x7f10aa20b3c8>', 'serves <Cache object at <address>>'],
  ['io.example.Volume@5c0369c4 is mounted', 'io.example.Volume@<address> is mounted'],
  ['copies 6f1c2d34-9a0b-4c5d-8e6f-0123456789ab', 'copies <uuid>'],
  ['begins 2026-03-04T05:06:07.891Z', 'begins <time>'],
  ['snapshot-20260304T050607Z', 'snapshot-<time>'],
  ['upload 1767225600123', 'upload <time>'],
  ['ends Wed Mar  4 05:06:07 2026', 'ends <time>'],
  ['stops (pid 41234)', 'stops (pid <pid>)'],
  ['kubelet[4127]: restarts', 'kubelet[<pid>]: restarts'],
  ['/var/tmp/build.a81/pkg/disk.bats', '<tmp>/pkg/disk.bats'],
  ['/tmp/pytest-of-ci/pytest-7/test_copy0/x', '<tmp>/test_copy0/x'],
  ['/var/folders/zz/zyx_v/T/run81/spec.js', '<tmp>/spec.js'],
  ['C:\\Users\\ci\\AppData\\Local\\Temp\\q81\\spec.js', '<tmp>\\spec.js'],
  ['disk_test.go:88: resizes', 'disk_test.go:<line>: resizes'],
  ['disk.bats, line 12', 'disk.bats, line <line>'],
  ['from v1.36.0 to v1.37.0-beta.0+0a1b2c3d4e', 'from v1.36.0 to v1.37.0-beta.0+<commit>'],
  ['to v1.37.0-beta.0-17-g0a1b2c3d4e5f', 'to v1.37.0-beta.0-<commit>'],
  ['deletes pod web-5d9c7b6f48-x2v9k', 'deletes pod web-<suffix>'],
  ['in namespace e2e-tests-volumes-8812', 'in namespace e2e-tests-volumes-<suffix>'],
  ['volume data-9f3e1c07 grows', 'volume data-<suffix> grows'],
  ['dials localhost:43817', 'dials localhost:<port>'],
  ['renews (0.25s)', 'renews (<duration>)'],
])('what differs from run to run is masked: %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  'TestMount-8',
  'TestMount/1048576b',
  'TestParse/10.1.0.0/16',
  'TestLeap/2024-02-29',
  'TestLimit/2147483647',
  'TestMask/0xFFFFFFFF',
  'waits (30s)',
  'serves port 8080 over-https',
  'arm64 sha256 utf-8 s390x CVE-2026-12345',
  'reads /tmpfs/data and build/tmp/x',
  '[sig-storage] Volumes [Driver: nfs3] should mount [Slow]',
])('parameters and words are not masked: %s', (name) => {
  expect(maskName(name)).toBe(name);
});

test('suites, classes and names are masked for the id, and told apart', () => {
  const id = (suite: string, name: string): string =>
    testId({ suite, class_name: `${suite}.C`, test_name: name });
  expect(id('/tmp/a1b2/x.bats', 'starts')).toBe(id('/tmp/c3d4/x.bats', 'starts'));
  expect(id('/tmp/a1b2/x.bats', 'starts')).not.toBe(id('/tmp/a1b2/y.bats', 'starts'));
  expect(id('s', 'starts 1')).not.toBe(id('s', 'starts 2'));
});
