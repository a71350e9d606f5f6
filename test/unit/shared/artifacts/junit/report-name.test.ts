import { expect, test } from 'vitest';
import { reportName } from '../../../../../shared/artifacts/junit/report-name.ts';

test.each([
  ['artifacts/junit_01.xml', null, 0],
  ['artifacts/junit.xml', null, 0],
  ['artifacts/junit_runner.xml', 'runner', 0],
  ['artifacts/junit_dual-stack_20260304-0506_07.xml', 'dual stack', 0],
  ['artifacts/after-restore/junit_e2e_01.xml.gz', 'after restore e2e', 0],
  ['artifacts/e2e/junit_e2e_01.xml', 'e2e', 0],
  ['artifacts/junit_1.36.xml', '1.36', 0],
  ['artifacts/junit_shard_3.xml', null, 0],
  ['artifacts/shard-12/junit.xml', null, 0],
  ['artifacts/worker3/junit_e2e.xml', 'e2e', 0],
  ['artifacts/0a1b2c3d-1111-4222-8333-444455556666/junit.xml', null, 0],
  ['artifacts/junit_e2e_retry.xml', 'e2e', 1],
  ['artifacts/retry-2/junit_e2e.xml', 'e2e', 2],
  ['artifacts/junit-re-run.xml', null, 1],
  ['artifacts/attempt_10/junit_e2e.xml', 'e2e', 10],
  ['artifacts/run-3/junit_e2e.xml', 'e2e', 3],
])('%s: label %s, attempt %d', (path, label, attempt) => {
  expect(reportName(path)).toEqual({ label, attempt });
});
