import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { QueryError } from '../../shared/errors.ts';
import { expectedRows, readCases, type ViewCase } from '../views/case.ts';
import { sorted } from '../views/sorted.ts';
import { neededViews } from '../../shared/views/dependencies.ts';
import { withStoredSteps } from '../../shared/views/stored-steps.ts';
import { EmulatedViews } from './emulated-views.ts';
import { readViewGaps } from './view-gaps.ts';

const VIEWS = withStoredSteps(readViews());
const CASES = readCases(new URL('../views/cases/', import.meta.url));
const GAPS = readViewGaps();
const HALVES = 2;

/**
 * Defines the tests of every second view on a BigQuery emulator of its own. An emulator uses one processor: each half of the
 * views has a test file, and two files run at a time.
 *
 * Each view answers its largest case, because an answer takes the emulator up to half a minute. The reference implementation and
 * DuckDB answer all cases.
 *
 * @param half 0 or 1
 */
export function describeHalfOfViews(half: 0 | 1): void {
  const views = VIEWS.filter((_, index) => index % HALVES === half);
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

/** Returns the case of a view with the longest input. */
function largestCase(view: string): ViewCase | undefined {
  const size = ({ tables, stand_ins }: ViewCase): number =>
    JSON.stringify([tables, stand_ins]).length;
  const cases = CASES.filter((other) => other.view === view);
  return cases.toSorted((one, other) => size(other) - size(one))[0];
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

  const viewCase = largestCase(view);
  if (viewCase === undefined) return;
  if (gap === undefined) testCase(viewCase, emulated);
  else testGap(viewCase, gap.reason, emulated);
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
