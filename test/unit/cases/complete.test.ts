import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeIf } from '../../support/required.ts';

/** Cases that lie beside the checkout on developers' machines and in CI only. */
const CASES = new URL('../../../../shared/cases/', import.meta.url);

/** Sources of the tests that say what is right about the cases. */
const TESTS = [
  'reports.test.ts',
  '../../integration/cases/builds.test.ts',
  '../../integration/cases/identity.test.ts',
];

describeIf(existsSync(CASES), '../shared/cases is not there')('the cases', () => {
  const sources = TESTS.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join();

  test.each(['tests', 'tests-right-today'])('each folder in %s has an assertion', (part) => {
    const folders = readdirSync(new URL(`${part}/`, CASES));
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((name) => !sources.includes(name))).toEqual([]);
  });
});
