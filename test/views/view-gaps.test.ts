import { expect, test } from 'vitest';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { readViewGaps } from '../emulator/view-gaps.ts';

test('every gap of the BigQuery emulator names a view that exists', () => {
  const known = new Set(readViews().map(({ name }) => name));
  expect([...readViewGaps().keys()].filter((view) => !known.has(view))).toEqual([]);
});
