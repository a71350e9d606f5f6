import { describe, expect, test } from '@jest/globals';
import { parseDuration } from '../../../../../shared/artifacts/junit/duration.ts';
import { parseJUnitFileName } from '../../../../../shared/artifacts/junit/file-name.ts';

describe('durations', () => {
  test.each([
    ['0', 0],
    ['1.5', 1.5],
    [' 1.5 ', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-0.25', -0.25],
    ['1.664e-06', 0.000001664],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
  ])('%j is %d seconds', (written, seconds) => {
    expect(parseDuration(written)).toBe(seconds);
  });

  test.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e309',
    '0x10',
    '1_000',
    '1,5',
    '12,34.5',
    '1.5s',
    '00:01:02.5',
    'whatever',
  ])('%j is not a duration', (written) => {
    expect(parseDuration(written)).toBeUndefined();
  });
});

describe('names of reports', () => {
  test.each([
    ['artifacts/junit.xml', { context: null, timestamp: null, thread: null }],
    ['artifacts/junit_runner.xml', { context: 'runner', timestamp: null, thread: null }],
    ['artifacts/junit_01.xml', { context: '01', timestamp: null, thread: null }],
    [
      'junit_e2e_20261120-1200_03.xml',
      { context: 'e2e', timestamp: '20261120-1200', thread: '03' },
    ],
    ['a/b/junit-other_name.xml', { context: null, timestamp: null, thread: null }],
  ])('%s', (file, parts) => {
    expect(parseJUnitFileName(file)).toEqual(parts);
  });
});
