import { expect, test } from 'vitest';
import { caseKind } from '../../../../shared/domain/case-kind.ts';

test.each([
  { suite: 'kubetest2', class_name: null, test_name: 'Test', kind: 'summary' },
  { suite: 'kubetest2', class_name: null, test_name: 'PostTestCmd', kind: 'phase' },
  { suite: null, class_name: 'e2e.go', test_name: 'Test', kind: 'summary' },
  { suite: null, class_name: 'e2e.go', test_name: 'TearDown Previous', kind: 'phase' },
  {
    suite: 'storage suite',
    class_name: 'storage suite',
    test_name: '[BeforeSuite]',
    kind: 'suite',
  },
  {
    suite: 'storage suite',
    class_name: 'storage suite',
    test_name: '[SynchronizedAfterSuite]',
    kind: 'suite',
  },
  {
    suite: 'storage suite',
    class_name: 'storage suite',
    test_name: '[ReportAfterSuite] writes a report',
    kind: 'suite',
  },
  {
    suite: 'storage suite',
    class_name: 'storage suite',
    test_name: '[DeferCleanup (Suite)]',
    kind: 'suite',
  },
  {
    suite: 'example.org/disk',
    class_name: 'example.org/disk',
    test_name: 'TestMain',
    kind: 'suite',
  },
  {
    suite: 'example.org/disk',
    class_name: 'example.org/disk',
    test_name: '[build failed]',
    kind: 'suite',
  },
  {
    suite: 'example.org/disk',
    class_name: 'example.org/disk',
    test_name: 'Failure',
    kind: 'suite',
  },
  {
    suite: 'disk',
    class_name: 'disk',
    test_name: 'disk "after all" hook for "resizes"',
    kind: 'hook',
  },
  {
    suite: 'disk',
    class_name: 'disk',
    test_name: '"before all" hook: mounts in "disk"',
    kind: 'hook',
  },
  { suite: 'disk', class_name: 'disk', test_name: 'beforeAll hook', kind: 'hook' },
  { suite: 'unittest', class_name: 'tests', test_name: 'setUpClass (tests.Disk)', kind: 'hook' },
  { suite: 'Disk', class_name: 'Disk', test_name: 'initializationError', kind: 'hook' },
  { suite: 'storage suite', class_name: 'storage suite', test_name: '[It] resizes', kind: 'test' },
  { suite: 'disk', class_name: 'disk', test_name: 'Failure of the disk is reported', kind: 'test' },
  { suite: 'e2e', class_name: 'e2e', test_name: 'Test', kind: 'test' },
])('$suite, $class_name, $test_name: $kind', ({ kind, ...name }) => {
  expect(caseKind(name)).toBe(kind);
});
