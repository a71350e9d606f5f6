import { expect, test } from 'vitest';
import { parseJUnitFileName } from '../../../../../shared/artifacts/junit/file-name.ts';

test.each([
  ['junit.xml', null, null, null],
  ['junit_runner.xml', 'runner', null, null],
  ['junit_01.xml', '01', null, null],
  ['artifacts/deep/junit_e2e_20261120-1200_03.xml', 'e2e', '20261120-1200', '03'],
  ['junit_e2e_03.xml.gz', 'e2e', null, '03'],
  ['junit_e2e_20261120-1200.xml', 'e2e', '20261120-1200', null],
  // Names of another form have no parts.
  ['junit_two_words.xml', null, null, null],
  ['junit-report.xml', null, null, null],
  ['junit/TEST-a.xml', null, null, null],
  ['TEST-a.xml', null, null, null],
  ['', null, null, null],
])('%j: context %j, timestamp %j, thread %j', (...[file, context, timestamp, thread]) => {
  expect(parseJUnitFileName(file)).toEqual({ context, timestamp, thread });
});
