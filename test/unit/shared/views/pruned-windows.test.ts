import { describe, expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { WINDOW_VIEW, withPrunedWindows } from '../../../../shared/views/pruned-windows.ts';

const VIEWS = readViews();
const READS_WINDOW = /SELECT first_date FROM ci\.history_window/g;

const countOf = (pattern: RegExp, sql: string): number => [...sql.matchAll(pattern)].length;

test('the window has its view', () => {
  expect(VIEWS.map(({ name }) => name)).toContain(WINDOW_VIEW);
});

describe('with the first date of the window', () => {
  const pruned = withPrunedWindows(VIEWS, '2026-10-24');

  test('every condition on the window has the constant', () => {
    const counts = pruned.map(({ name, sql }) => [
      name,
      countOf(READS_WINDOW, sql),
      countOf(/ AND [\w.]+ >= DATE '2026-10-24'/g, sql),
    ]);
    expect(counts.filter(([, window, constants]) => window !== constants)).toEqual([]);
    expect(counts.filter(([, window]) => window !== 0).length).toBeGreaterThan(8);
  });

  test('all else stays as it is', () => {
    const without = pruned.map((view) => ({
      ...view,
      sql: view.sql.replace(/ AND [\w.]+ >= DATE '2026-10-24'/g, ''),
    }));
    expect(without).toEqual(VIEWS);
  });
});

test('without a date nothing changes', () => {
  expect(withPrunedWindows(VIEWS, undefined)).toBe(VIEWS);
});
