import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { QueryError } from '../../shared/errors.ts';
import { expectedRows, readCases, type ViewCase } from '../views/case.ts';
import { sorted } from '../views/sorted.ts';
import { withStoredSteps } from '../../shared/views/stored-steps.ts';
import { EmulatedViews } from './emulated-views.ts';
import { readViewGaps } from './view-gaps.ts';

const VIEWS = withStoredSteps(readViews());
const CASES = readCases(new URL('../views/cases/', import.meta.url));
const GAPS = readViewGaps();

let emulated: EmulatedViews;

beforeAll(async () => {
  emulated = await EmulatedViews.start(VIEWS);
});

afterAll(() => emulated.close());

describe.each(VIEWS.map(({ name }) => name))('%s', describeView);

/**
 * Returns the case of a view with the longest input. The others are left out because an answer takes the emulator a second; the
 * reference implementation and DuckDB answer all cases.
 */
function largestCase(view: string): ViewCase | undefined {
  const size = ({ tables, stand_ins }: ViewCase): number =>
    JSON.stringify([tables, stand_ins]).length;
  const cases = CASES.filter((other) => other.view === view);
  return cases.toSorted((one, other) => size(other) - size(one))[0];
}

function describeView(view: string): void {
  const gap = GAPS.get(view);
  if (gap !== undefined && 'create' in gap) {
    test(`cannot be created: ${gap.reason} When this test fails, remove the entry from view-gaps.json`, () => {
      expect(emulated.refusalOf(view)).toBeInstanceOf(QueryError);
    });
    return;
  }

  test('can be created', () => {
    expect(emulated.refusalOf(view)).toBeUndefined();
  });

  const viewCase = largestCase(view);
  if (viewCase === undefined) return;
  if (gap === undefined) testCase(viewCase);
  else testGap(viewCase, gap.reason);
}

function testCase(viewCase: ViewCase): void {
  test(`${viewCase.file}: ${viewCase.about}`, async () => {
    expect(sorted(await emulated.answer(viewCase))).toEqual(expectedRows(viewCase));
  });
}

function testGap(viewCase: ViewCase, reason: string): void {
  test(`${viewCase.file} differs: ${reason} When this test fails, remove the entry from view-gaps.json`, async () => {
    expect(await rowsOrRefusal(viewCase)).not.toEqual(expectedRows(viewCase));
  });
}

async function rowsOrRefusal(viewCase: ViewCase): Promise<readonly object[] | QueryError> {
  try {
    return sorted(await emulated.answer(viewCase));
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
