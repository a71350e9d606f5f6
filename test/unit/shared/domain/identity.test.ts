import { describe, expect, test } from 'vitest';
import { dateOf, secondsBetween, timeOfBuildId } from '../../../../shared/domain/build-start.ts';
import {
  generationOfSiblings,
  newestOfSiblings,
  PARSER_VERSION,
  rowKey,
} from '../../../../shared/domain/identity.ts';
import { testId } from '../../../../shared/domain/test-case.ts';

test('the key of a row consists of the object version, the parser version and the ordinal', () => {
  expect(rowKey({ bucket: 'b', name: 'n', generation: '9007199254740993' }, 3)).toEqual({
    bucket: 'b',
    object_name: 'n',
    generation: '9007199254740993',
    parser_version: PARSER_VERSION,
    ordinal: 3,
  });
});

test('the generation of several files is the sum of theirs, also beyond 2^53', () => {
  expect(generationOfSiblings(['9007199254740992', '1'])).toBe('9007199254740993');
  expect(generationOfSiblings([])).toBe('0');
});

describe('build ids', () => {
  test.each([
    ['1253687771944456193', '2020-04-24T14:10:31.881Z'],
    ['403', undefined],
    ['', undefined],
    ['12345678901234567890', undefined],
  ])('%s was issued at %s', (buildId, time) => {
    expect(timeOfBuildId(buildId)).toBe(time);
  });
});

test('dates are in UTC', () => {
  expect(dateOf('2026-11-20T23:30:00-05:00')).toBe('2026-11-21');
  expect(dateOf('2026-11-21T00:30:00+01:00')).toBe('2026-11-20');
  expect(() => dateOf('soon')).toThrow(RangeError);
});

test('seconds between two times', () => {
  expect(secondsBetween('2026-11-20T23:59:59.500Z', '2026-11-21T00:00:01Z')).toBe(1.5);
  expect(secondsBetween(null, '2026-11-21T00:00:01Z')).toBeNull();
});

test('the newest of several generations is compared as a number', () => {
  expect(newestOfSiblings(['9', '1753683200000000', '10'])).toBe('1753683200000000');
  expect(newestOfSiblings(['99999999999999999', '100000000000000000'])).toBe('100000000000000000');
});

test('a test case is identified by suite, class and name', () => {
  const name = { suite: 'a', class_name: 'b', test_name: 'c' };
  const others = [
    { ...name, suite: null },
    { ...name, class_name: 'x' },
    { suite: 'ab', class_name: '', test_name: 'c' },
  ];
  expect(testId(name)).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set([name, ...others].map(testId)).size).toBe(4);
});
