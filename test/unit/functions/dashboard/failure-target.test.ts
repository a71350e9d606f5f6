import { expect, test } from 'vitest';
import { parseFailureTarget } from '../../../../functions/dashboard/failure-target.ts';
import { UsageError } from '../../../../shared/errors.ts';

const pull = (org: string, repo: string, number: string) => ({
  kind: 'pull_request',
  org,
  repo,
  number,
});
const build = (buildId: string, job?: string) => ({ kind: 'build', buildId, job });

test.each([
  ['kubernetes/kops#16874', pull('kubernetes', 'kops', '16874')],
  ['https://github.com/kubernetes/kops/pull/16874', pull('kubernetes', 'kops', '16874')],
  ['github.com/o.r/a-b_c/pull/1/files#diff-9', pull('o.r', 'a-b_c', '1')],
  ['https://github.com/o/r/pull/1?diff=split', pull('o', 'r', '1')],
  ['1856712345678901248', build('1856712345678901248')],
  ['gs://bucket/logs/job-a/1856/', build('1856', 'job-a')],
  ['https://prow.example/view/gs/bucket/logs/job-a/1856', build('1856', 'job-a')],
  ['https://prow.example/view/gs/b/pr-logs/pull/kops/16874/job-a/1856', build('1856', 'job-a')],
  ['b/pr-logs/pull/kops/16874/job-a/1856/artifacts/2/junit_01.xml', build('1856', 'job-a')],
  ['https://browser.example/gcs/b/logs/job-a/1856/build-log.txt?a=/9', build('1856', 'job-a')],
])('%s names what a user asks about', (written, expected) => {
  expect(parseFailureTarget(written)).toEqual(expected);
});

test.each([
  '',
  'job-a',
  'o/r',
  '#5',
  'https://github.com/o/r/pull/',
  '12345678901234567890',
  'a b',
])('%j is refused with what to write', (written) => {
  expect(() => parseFailureTarget(written)).toThrow(UsageError);
  expect(() => parseFailureTarget(written)).toThrow(/pass the URL of a build/);
});
