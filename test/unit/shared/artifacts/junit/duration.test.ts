import { describe, expect, test } from 'vitest';
import { Durations } from '../../../../../shared/artifacts/junit/duration.ts';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { Warnings } from '../../../../../shared/artifacts/syntax/warnings.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const AMBIGUOUS = 'a time whose comma or point may be a decimal one or a thousands separator';

/** Returns the seconds of one number in a report that has no other numbers, and the warnings. */
function readAlone(written: string): readonly [number | null, readonly string[]] {
  const warnings = new Warnings();
  const durations = new Durations(warnings);
  return [durations.seconds(durations.read(written)), warnings.list()];
}

describe('a number that can be read without others', () => {
  test.each([
    ['0', 0],
    ['1.5', 1.5],
    [' 1.5 ', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1.234', 1.234],
    ['1.664e-06', 0.000001664],
    ['-0', -0],
    ['999638317', 999638317],
    // Thousands separators: the comma cannot be a decimal comma.
    ['1,234.5', 1234.5],
    ['12,345.', 12345],
    ['1,234,567', 1234567],
    // Decimal commas: the comma cannot separate thousands.
    ['1,5', 1.5],
    ['0,160', 0.16],
    ['00,160', 0.16],
    ['012,345', 12.345],
    ['1234,567', 1234.567],
    ['2,8524', 2.8524],
    ['0,000', 0],
    ['1.234,5', 1234.5],
    ['1.234.567,8', 1234567.8],
    ['1,5e-3', 0.0015],
  ])('%j is %d seconds', (written, seconds) => {
    expect(readAlone(written)).toEqual([seconds, []]);
  });

  test.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e309',
    '0x10',
    '1_000',
    '12,34.5',
    '0,160.5',
    '1,23,456',
    '1.234,5.6',
    ',',
    '1.5s',
    '00:01:02.5',
    'whatever',
  ])('%j is not a number of seconds', (written) => {
    expect(readAlone(written)).toEqual([null, ['a time that is not a number of seconds']]);
  });

  test.each([
    ['-0.25', 'a negative time'],
    ['-1,5', 'a negative time'],
    ['-9.2e+09', 'a negative time'],
    ['1e305', 'a time of more than 30 years'],
    ['1764140400.5', 'a time of more than 30 years'],
    ['1,234', AMBIGUOUS],
    ['12,000', AMBIGUOUS],
  ])('%j is NULL: %s', (written, warning) => {
    expect(readAlone(written)).toEqual([null, [warning]]);
  });
});

describe('a number that others of the report explain', () => {
  const caseOf = (time: string): string => `<testcase name="t" time="${time}"/>`;

  async function read(body: string, size?: number) {
    const records: (AttemptRecord | ReportRecord)[] = [];
    for await (const batch of readJUnit(inPieces(body, size), { policies: POLICIES }))
      records.push(...batch);
    const report = records.at(-1);
    return {
      seconds: records.slice(0, -1).map(({ duration_seconds }) => duration_seconds),
      warnings: report?.kind === 'report' ? report.warnings : undefined,
      sum: report?.duration_seconds,
    };
  }

  test.each([
    { times: ['2,852', '0,160'], seconds: [2.852, 0.16], what: 'a decimal comma later' },
    { times: ['0,5', '2,852'], seconds: [0.5, 2.852], what: 'a decimal comma before' },
    { times: ['2,852', '7', '0.16'], seconds: [2852, 7, 0.16], what: 'a decimal point later' },
    { times: ['1,234.5', '2,852'], seconds: [1234.5, 2852], what: 'thousands before' },
  ])('$what', async ({ times, seconds }) => {
    const body = `<testsuite>${times.map(caseOf).join('')}</testsuite>`;
    for (const size of [undefined, 1, 7]) {
      const read7 = await read(body, size);
      expect(read7).toMatchObject({ seconds, warnings: [] });
      expect(read7.sum).toBeCloseTo(
        seconds.reduce((sum, time) => sum + time, 0),
        6,
      );
    }
  });

  test('the time of the suite explains as well', async () => {
    const body = `<testsuites time="0,9"><testsuite time="3,016">${caseOf('2,852')}</testsuite></testsuites>`;
    expect(await read(body)).toMatchObject({ seconds: [2.852], warnings: [] });
  });

  test.each([
    { times: ['0,5', '0.5', '2,852'], seconds: [0.5, 0.5, null], what: 'commas and points' },
    { times: ['0,5', '1.234'], seconds: [0.5, null], what: 'a point beside decimal commas' },
    { times: ['2,852', '7', '1.234'], seconds: [null, 7, 1.234], what: 'nothing' },
  ])('$what: it is ambiguous', async ({ times, seconds }) => {
    const body = `<testsuite>${times.map(caseOf).join('')}</testsuite>`;
    expect(await read(body)).toMatchObject({ seconds, warnings: [AMBIGUOUS] });
  });

  test('test cases are held back in limited numbers, and keep their order', async () => {
    const many = caseOf('2,852').repeat(1500);
    const { seconds } = await read(
      `<testsuite>${many}${caseOf('0,5')}${caseOf('2,852')}</testsuite>`,
    );
    expect(seconds).toHaveLength(1502);
    expect(seconds.slice(0, 1500)).toEqual(Array.from({ length: 1500 }, () => null));
    expect(seconds.slice(1500)).toEqual([0.5, 2.852]);
  });

  test('a damaged report loses none of those that are held back', async () => {
    expect(await read(`<testsuite>${caseOf('2,852')}<testcase`)).toMatchObject({ seconds: [null] });
  });
});
