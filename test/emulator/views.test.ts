import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { QueryError } from '../../shared/errors.ts';
import { expectedRows, readCases, type ViewCase } from '../views/case.ts';
import { sorted } from '../views/sorted.ts';
import { EmulatedViews } from './emulated-views.ts';
import { readViewGaps } from './view-gaps.ts';

/** Also for a case that is answered only by a new emulator. */
const CASE_MS = 120_000;

const VIEWS = readViews();
const CASES = readCases(new URL('../views/cases/', import.meta.url));
const GAPS = readViewGaps();

let views: EmulatedViews;

beforeAll(async () => {
  views = await EmulatedViews.start(VIEWS);
}, CASE_MS);

afterAll(() => views.close());

test('the gaps are those of views and cases that there are', () => {
  const there = new Set([...VIEWS.map(({ name }) => name), ...CASES.map(idOf)]);
  const listed = [...GAPS].flatMap(([view, gap]) =>
    'create' in gap ? [view] : gap.cases.map((file) => idOf({ view, file })),
  );
  expect(listed.filter((id) => !there.has(id))).toEqual([]);
});

describe.each(VIEWS)('$name', ({ name: view }) => {
  const gap = GAPS.get(view);
  if (gap !== undefined && 'create' in gap) {
    test(`is a gap; if this fails, the emulator has learnt it, and the entry can go: ${gap.reason}`, () => {
      expect(views.refusalOf(view)).toBeInstanceOf(QueryError);
    });
    return;
  }

  test('can be created', () => {
    expect(views.refusalOf(view)).toBeUndefined();
  });

  for (const viewCase of CASES.filter((other) => other.view === view)) {
    if (gap?.cases.includes(viewCase.file) === true) testGap(viewCase, gap.reason);
    else testCase(viewCase);
  }
});

function testCase(viewCase: ViewCase): void {
  const { file, about } = viewCase;
  test(
    `${file}: ${about}`,
    async () => {
      expect(sorted(await views.answer(viewCase))).toEqual(expectedRows(viewCase));
    },
    CASE_MS,
  );
}

function testGap(viewCase: ViewCase, reason: string): void {
  test(
    `${viewCase.file} is a gap; if this fails, the emulator has learnt it, and the entry can go: ${reason}`,
    async () => {
      expect(await rowsOrRefusal(viewCase)).not.toEqual(expectedRows(viewCase));
    },
    CASE_MS,
  );
}

async function rowsOrRefusal(viewCase: ViewCase): Promise<readonly object[] | QueryError> {
  try {
    return sorted(await views.answer(viewCase));
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

function idOf({ view, file }: Pick<ViewCase, 'view' | 'file'>): string {
  return `${view}/${file}`;
}
