import { expect, test } from '@jest/globals';
import { caseKind } from '../../../../shared/domain/case-kind.ts';

test.each([
  ['kubetest2', null, 'Test', 'summary'],
  ['kubetest2', null, 'PostTestCmd', 'phase'],
  [null, 'e2e.go', 'Test', 'summary'],
  [null, 'e2e.go', 'TearDown Previous', 'phase'],
  ['storage suite', 'storage suite', '[BeforeSuite]', 'suite'],
  ['storage suite', 'storage suite', '[SynchronizedAfterSuite]', 'suite'],
  ['storage suite', 'storage suite', '[ReportAfterSuite] writes a report', 'suite'],
  ['storage suite', 'storage suite', '[DeferCleanup (Suite)]', 'suite'],
  ['example.org/disk', 'example.org/disk', 'TestMain', 'suite'],
  ['example.org/disk', 'example.org/disk', '[build failed]', 'suite'],
  ['example.org/disk', 'example.org/disk', 'Failure', 'suite'],
  ['disk', 'disk', 'disk "after all" hook for "resizes"', 'hook'],
  ['disk', 'disk', '"before all" hook: mounts in "disk"', 'hook'],
  ['disk', 'disk', 'beforeAll hook', 'hook'],
  ['unittest', 'tests', 'setUpClass (tests.Disk)', 'hook'],
  ['Disk', 'Disk', 'initializationError', 'hook'],
  ['storage suite', 'storage suite', '[It] resizes', 'test'],
  ['disk', 'disk', 'Failure of the disk is reported', 'test'],
  ['e2e', 'e2e', 'Test', 'test'],
] as const)('%s, %s, %s: %s', (...[suite, class_name, test_name, kind]) => {
  expect(caseKind({ suite, class_name, test_name })).toBe(kind);
});
