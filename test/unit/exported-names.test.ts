import { expect, test } from 'vitest';
import { parseSource, readSources, type Source } from '../support/imports.ts';

/** Returns the files that declare each exported name that more than one file declares. */
function sharedNames(sources: readonly Source[]): Readonly<Record<string, readonly string[]>> {
  const files = Map.groupBy(
    sources.flatMap(({ path, exports }) => exports.map((name) => ({ name, path }))),
    ({ name }) => name,
  );
  return Object.fromEntries(
    [...files]
      .filter(([, declarations]) => declarations.length > 1)
      .map(([name, declarations]) => [name, declarations.map(({ path }) => path)]),
  );
}

test('exported names are unique', () => {
  expect(sharedNames(readSources('functions', 'shared', 'infra'))).toEqual({});
});

test('every form of declaration is checked', () => {
  const text = `
    export const { a, b: [c] } = x, d = 1;
    export function e() {}
    export class F {}
    export interface G {}
    export type H = 1;
    const i = 1, j = 1;
    export { i, j as k };
    export { l } from './l.ts';
  `;
  const { exports } = parseSource('x.ts', text);
  expect(exports).toEqual(['a', 'c', 'd', 'e', 'F', 'G', 'H', 'i', 'k']);
  expect(sharedNames([parseSource('x.ts', text), parseSource('y.ts', 'export let F;')])).toEqual({
    F: ['x.ts', 'y.ts'],
  });
});
