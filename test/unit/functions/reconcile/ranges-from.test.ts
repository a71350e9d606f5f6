import { expect, test } from 'vitest';
import { rangesFrom } from '../../../../functions/reconcile/ranges-from.ts';

const A = { prefix: 'logs/a/' };
const B = { prefix: 'logs/b/', startOffset: 'logs/b/5/' };
const C = { prefix: 'logs/c/' };

test.each([
  { next: null, left: [A, B, C] },
  { next: 'logs/', left: [A, B, C].map((range) => ({ startOffset: 'logs/', ...range })) },
  { next: 'logs/a/7/x', left: [{ ...A, startOffset: 'logs/a/7/x' }, B, from(C, 'logs/a/7/x')] },
  { next: 'logs/b/3/x', left: [B, from(C, 'logs/b/3/x')] },
  { next: 'logs/b/7/x', left: [from(B, 'logs/b/7/x'), from(C, 'logs/b/7/x')] },
  { next: 'logs/bb/', left: [from(C, 'logs/bb/')] },
  { next: 'logs/c/9/x', left: [from(C, 'logs/c/9/x')] },
  // The order is that of UTF-8, in which this name follows those below logs/c/.
  { next: 'logs/é/', left: [] },
])('from $next on', ({ next, left }) => {
  expect(rangesFrom([A, B, C], next)).toEqual(left);
});

function from(range: typeof A, startOffset: string) {
  return { ...range, startOffset };
}
