import { z } from 'zod';
import tests from './tests.json' with { type: 'json' };
import { shortHash } from '../random.ts';
import { names, range, share } from './vocabulary.ts';

const group = z
  .strictObject({
    prefix: z.string(),
    tests: names,
    /** Every combination of these values, put into the prefix, is a group of its own. */
    each: z.record(z.string(), names).readonly().optional(),
    /** Clouds outside of which the tests skip themselves. */
    only_on: names.optional(),
  })
  .readonly();

/** The test suite: names, and which of them a job selects. */
export const SUITE = z
  .strictObject({
    suite: z.string(),
    package: z.string(),
    suite_nodes: names,
    seconds: range,
    provider_reason: z.string(),
    deliberate_skips: z.strictObject({ share, reasons: names }).readonly(),
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
  /** Stands for the name where random numbers are drawn. */
  readonly hash: string;
  readonly onlyOn: readonly string[] | undefined;
}

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

/** Which tests a selection's focus and skip expressions leave. */
export function selectionFilter(selection: string): (test: SuiteTest) => boolean {
  const selected = SELECTED.get(selection);
  if (selected === undefined) throw new RangeError(`no selection ${selection} in the catalog`);
  return (test) => selected.has(test);
}
