import { expect, test } from 'vitest';
import { parseTargetLocation } from '../../../../shared/config/source-location.ts';
import { UsageError } from '../../../../shared/errors.ts';

test.each([
  ['report.html', { kind: 'file', path: 'report.html' }],
  ['/dev/stdout', { kind: 'file', path: '/dev/stdout' }],
  ['../a/.b', { kind: 'file', path: '../a/.b' }],
  ['gs://my-bucket/a/b c.html', { kind: 'object', bucket: 'my-bucket', name: 'a/b c.html' }],
])('%s is a place to write to', (written, location) => {
  expect(parseTargetLocation(written)).toEqual(location);
});

test.each([
  ...['', '.', '..', './', 'a/', 'a/..', '/'],
  ...['gs://my-bucket', 'gs://my-bucket/', 'gs://my-bucket/a/', 'gs://UPPER/a', 'gs:///a'],
  ...['s3://bucket/a', 'https://example.com/a', 'HTTPS://example.com/a'],
])('%j is none', (written) => {
  expect(() => parseTargetLocation(written)).toThrow(UsageError);
  expect(() => parseTargetLocation(written)).toThrow(`cannot write "${written}": name a file`);
});
