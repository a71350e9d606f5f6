import { expect, test } from 'vitest';
import { formatTable } from '../../../../../functions/cli/format/table.ts';
import type { QueryResult, QueryValue } from '../../../../../shared/ports/warehouse.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';

/** Returns the lines of a table of one column. */
function linesOf(...values: readonly QueryValue[]): readonly string[] {
  const rows = values.map((value) => ({ name: value }));
  return formatTable({ columns: ['name'], rows }, 10)
    .split('\n')
    .slice(1, -1);
}

test('texts are aligned to the left and numbers to the right, with the widest cell or name in each column', () => {
  const result: QueryResult = {
    columns: ['job', 'n', 'ratio'],
    rows: [
      { job: 'kops-aws', n: 1, ratio: 0.5 },
      { job: 'e2e', n: 1234, ratio: null },
    ],
  };
  expect(formatTable(result, 60)).toBe(
    [
      ' job           n   ratio ',
      ' kops-aws      1     0.5 ',
      ' e2e        1234         ',
      '',
    ].join('\n'),
  );
});

test('a result without rows is a line with the names of its columns', () => {
  expect(formatTable({ columns: ['a', 'b'], rows: [] }, 60)).toBe(' a   b \n');
});

test.each<[string, readonly QueryValue[], readonly string[]]>([
  ['characters as wide as two', ['日本', 'abcd'], [' 日本 ', ' abcd ']],
  ['characters without width', ['é', 'ab'], [' é    ', ' ab   ']],
  ['an absent value', [null], ['      ']],
  ['values that are not texts', [true, [1, 2]], [' true  ', ' [1,2] ']],
  ['line ends and tabs', ['a\r\n\tb'], [' a b  ']],
  ['a control character', ['a\u001b[1m'], [' a\\x1b[1m ']],
  ['a text that is too long', ['0123456789a'], [' 012345678… ']],
  ['a text of the greatest length', ['0123456789'], [' 0123456789 ']],
])('cells: %s', (_name, values, expected) => {
  expect(linesOf(...values)).toEqual(expected);
});

test('the time for a table grows with its rows, not with their square', async () => {
  const table = (rows: number): string =>
    formatTable(
      { columns: ['a', 'b'], rows: Array.from({ length: rows }, (_, i) => ({ a: `${i}`, b: i })) },
      60,
    );
  expect(await growth(table, 40_000)).toBeLessThan(LESS_THAN_QUADRATIC);
});
