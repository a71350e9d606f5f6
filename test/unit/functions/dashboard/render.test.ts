import { describe, expect, test } from 'vitest';
import { compareUrl } from '../../../../functions/dashboard/pages/links.ts';
import { linked, lineOf } from '../../../../functions/dashboard/render/html.ts';
import { badge } from '../../../../functions/dashboard/render/state.ts';
import { strip } from '../../../../functions/dashboard/render/strip.ts';
import {
  ageText,
  durationText,
  minuteText,
  numberText,
  percentText,
} from '../../../../functions/dashboard/render/value.ts';
import { readableStatement } from '../../../../functions/dashboard/statement.ts';

test.each([
  [0, '0'],
  [1234567, '1,234,567'],
  [0.000123456, '0.000123'],
  [1234.5, '1,235'],
])('the number %d is written %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

test.each([
  [0, '0 s'],
  [59.94, '59.9 s'],
  [60, '1 min'],
  [3599, '1 h 0 min'],
  [90_000, '25 h 0 min'],
  [180_000, '2 d 2 h'],
])('%d seconds are written %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each([
  ['2026-11-20T11:59:59Z', 'now'],
  ['2026-11-20T11:00:00Z', '1 h ago'],
  ['2026-11-18T11:00:00Z', '2 d ago'],
  ['2026-11-20T13:00:00Z', 'in the future'],
  ['no time', ''],
])('the age of %s is %s', (time, text) => {
  expect(ageText(time, Date.parse('2026-11-20T12:00:00Z'))).toBe(text);
});

test('shares and times are short', () => {
  expect(percentText(0.12345)).toBe('12.3 %');
  expect(minuteText('2026-11-20T12:34:56.789Z')).toBe('2026-11-20 12:34');
});

describe('links', () => {
  test.each([
    ['/job?job=a', '<a href="/job?job=a">x</a>'],
    [
      'https://prow.example/"',
      '<a href="https://prow.example/&quot;" rel="noopener noreferrer">x</a>',
    ],
    ['javascript:alert(1)', 'x'],
    ['JaVaScRiPt:alert(1)', 'x'],
    ['data:text/html,<script>', 'x'],
    ['//evil.example/', 'x'],
    ['no URL', 'x'],
  ])('to %s', async (target, expected) => {
    expect(String(await linked(target, 'x'))).toBe(expected);
  });

  test.each([
    ['o/r@0123456', 'o/r@789abcd', 'https://github.com/o/r/compare/0123456...789abcd'],
    ['o/r@0123456', 'o/other@789abcd', undefined],
    ['o/r@0123456', 'o/r@0123456', undefined],
    ['o/r@0123456; p/q@0123456', 'o/r@789abcd; p/q@0123456', undefined],
    ['', 'o/r@789abcd', undefined],
  ])('compare %s with %s', (before, after, url) => {
    expect(compareUrl(before, after)).toBe(url);
  });
});

test('a state has a sign and a word, and an unknown one as well', async () => {
  expect(String(await badge('newly_broken'))).toBe(
    '<span class="badge bad"><span aria-hidden="true">✗</span> newly broken</span>',
  );
  expect(String(await badge('<b>'))).toContain('badge mute');
  expect(String(await badge('<b>'))).toContain('&lt;b&gt;');
});

test('a strip joins equal neighbours, and says what it shows', async () => {
  expect(String(await strip('PPFX'))).toBe(
    '<span class="strip" role="img" aria-label="4 builds: 2 passed, 1 failed, 1 flaky; the newest flaky">' +
      '<i class="good">✓✓</i><i class="bad">✗</i><i class="warn">~</i></span>',
  );
});

test('unseen characters are escapes', () => {
  expect(lineOf('a\u202eb\n')).toBe(String.raw`a\u202eb\x0a`);
});

test('a statement is shown with its parameters as literals', () => {
  expect(
    readableStatement({ sql: 'SELECT @job, @other', parameters: { job: "it's @other" } }),
  ).toBe(String.raw`SELECT 'it\'s @other', @other`);
});
