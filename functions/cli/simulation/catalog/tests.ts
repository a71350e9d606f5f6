import { z } from 'zod';
import { shortHash } from '../random.ts';
import tests from './tests.json' with { type: 'json' };
import { nameList, rangeSchema, shareSchema } from './vocabulary.ts';

const group = z
  .strictObject({
    prefix: z.string(),
    tests: nameList,
    /** Each combination of these values, inserted into the prefix, is a separate group. */
    each: z.record(z.string(), nameList).readonly().optional(),
    /** The tests skip themselves on other clouds. */
    only_on: nameList.optional(),
  })
  .readonly();

/** The test suite: names of its tests, and the selections of jobs. */
export const SUITE = z
  .strictObject({
    suite: z.string(),
    package: z.string(),
    suite_nodes: nameList,
    seconds: rangeSchema,
    provider_reason: z.string(),
    deliberate_skips: z.strictObject({ share: shareSchema, reasons: nameList }).readonly(),
    selections: z
      .record(z.string(), z.strictObject({ focus: z.string(), skip: z.string() }).readonly())
      .readonly(),
    groups: z.array(group).readonly(),
  })
  .readonly()
  .parse(tests);

/** A test of the suite. */
export interface SuiteTest {
  readonly name: string;
  /** Hash of the name for the labels of random numbers. */
  readonly hash: string;
  readonly onlyOn: readonly string[] | undefined;
}

/** All tests of the suite in order. */
export const SUITE_TESTS: readonly SuiteTest[] = SUITE.groups.flatMap(
  ({ prefix, tests, each, only_on }) =>
    prefixes(prefix, Object.entries(each ?? {})).flatMap((filled) =>
      tests.map((test) => {
        const name = `[It] ${filled} ${test}`;
        return { name, hash: shortHash(name), onlyOn: only_on };
      }),
    ),
);

function prefixes(prefix: string, each: readonly [string, readonly string[]][]): readonly string[] {
  const [first, ...rest] = each;
  if (first === undefined) return [prefix];
  const [placeholder, values] = first;
  return values.flatMap((value) => prefixes(prefix.replace(`{${placeholder}}`, value), rest));
}

const SELECTED: ReadonlyMap<string, ReadonlySet<SuiteTest>> = new Map(
  Object.entries(SUITE.selections).map(([selection, { focus, skip }]) => {
    const [isFocused, isSkipped] = [new RegExp(focus), new RegExp(skip)];
    return [
      selection,
      new Set(SUITE_TESTS.filter(({ name }) => isFocused.test(name) && !isSkipped.test(name))),
    ];
  }),
);

/**
 * Returns whether a selection's focus and skip expressions keep a test, as a function of the test.
 *
 * @throws RangeError if the catalog has no such selection
 */
export function selectionFilter(selection: string): (test: SuiteTest) => boolean {
  const selected = SELECTED.get(selection);
  if (selected === undefined)
    throw new RangeError(
      `The catalog has no selection ${selection}; add it to catalog/tests.json.`,
    );
  return (test) => selected.has(test);
}
