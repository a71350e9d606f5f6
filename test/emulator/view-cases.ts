import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { QueryError } from '../../shared/errors.ts';
import { expectedRows, readCases, type ViewCase } from '../views/case.ts';
import { sorted } from '../views/sorted.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { EmulatedViews } from './emulated-views.ts';
import { readViewGaps } from './view-gaps.ts';

const VIEWS = readViews();
const CASES = readCases(new URL('../views/cases/', import.meta.url));
const GAPS = readViewGaps();
const HALVES = 2;

/**
 * Defines the tests of every second view on a BigQuery emulator of its own. An emulator uses one processor: each half of the
 * views has a test file, and two files run at a time.
 *
 * @param half 0 or 1
 */
export function describeHalfOfViews(half: 0 | 1): void {
  const views = VIEWS.filter(({ name }) => !isLeftOut(name)).filter(
    (_, index) => index % HALVES === half,
  );
  const names = views.map(({ name }) => name);
  let emulated: EmulatedViews;

  beforeAll(async () => {
    emulated = await EmulatedViews.start(neededViews(names, VIEWS));
  });

  afterAll(() => emulated.close());

  describe.each(names)('%s', (name) => {
    describeView(name, () => emulated);
  });
}

function isLeftOut(view: string): boolean {
  const gap = GAPS.get(view);
  return gap !== undefined && 'isLeftOut' in gap;
}

function describeView(view: string, emulated: () => EmulatedViews): void {
  const gap = GAPS.get(view);
  if (gap !== undefined && 'create' in gap) {
    test(`cannot be created: ${gap.reason} When this test fails, remove the entry from view-gaps.json`, () => {
      expect(emulated().refusalOf(view)).toBeInstanceOf(QueryError);
    });
    return;
  }

  test('can be created', () => {
    expect(emulated().refusalOf(view)).toBeUndefined();
  });

  for (const viewCase of CASES.filter((other) => other.view === view)) {
    if (gap !== undefined && 'cases' in gap && gap.cases.includes(viewCase.file))
      testGap(viewCase, gap.reason, emulated);
    else testCase(viewCase, emulated);
  }
}

function testCase(viewCase: ViewCase, emulated: () => EmulatedViews): void {
  test(`${viewCase.file}: ${viewCase.about}`, async () => {
    expect(sorted(await emulated().answer(viewCase))).toEqual(expectedRows(viewCase));
  });
}

function testGap(viewCase: ViewCase, reason: string, emulated: () => EmulatedViews): void {
  test(`${viewCase.file} differs: ${reason} When this test fails, remove the entry from view-gaps.json`, async () => {
    expect(await rowsOrRefusal(viewCase, emulated())).not.toEqual(expectedRows(viewCase));
  });
}

async function rowsOrRefusal(
  viewCase: ViewCase,
  emulated: EmulatedViews,
): Promise<readonly object[] | QueryError> {
  try {
    return sorted(await emulated.answer(viewCase));
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
