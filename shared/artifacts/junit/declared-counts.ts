import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { TestCase } from './test-case.ts';

/** Attributes of suites that declare counts. */
const COUNT_NAMES = ['tests', 'failures', 'errors', 'skipped'] as const;

type CountName = (typeof COUNT_NAMES)[number];

/** Number of test cases, and the lowest and highest count that writers of reports may mean, for their rules differ. */
interface Range {
  held: number;
  low: number;
  high: number;
}

type Ranges = Record<CountName, Range>;

/** An open element that may declare counts: a suite, or the root of several. */
interface Frame {
  readonly declared: Readonly<Record<CountName, number | undefined>>;
  readonly disabled: number;
  /** Counts of the test cases directly in the element. */
  readonly own: Ranges;
  /** Counts of all test cases in the element. */
  readonly all: Ranges;
  /** Names of the counts that differ in an element inside, and are not reported a second time. */
  readonly reported: Set<CountName>;
}

/** Sums over the elements whose declared count differs from what they hold. */
interface Difference {
  declared: number;
  held: number;
  elements: number;
}

/** Compares the counts that suites declare with the test cases that they hold. */
export class DeclaredCounts {
  readonly #frames: Frame[] = [];
  readonly #differences = new Map<CountName, Difference>();

  open(attributes: XmlAttributes): void {
    this.#frames.push({
      declared: {
        tests: count(attributes.get('tests')),
        failures: count(attributes.get('failures')),
        errors: count(attributes.get('errors')),
        skipped: count(attributes.get('skipped')),
      },
      disabled: count(attributes.get('disabled')) ?? 0,
      own: noCounts(),
      all: noCounts(),
      reported: new Set(),
    });
  }

  add(testCase: TestCase): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    // Most test cases of most reports passed or were skipped, and only their number counts.
    if (isPlain(testCase)) {
      addTo(frame.own.tests, ONE);
      addTo(frame.all.tests, ONE);
      if (testCase.outcome !== 'skipped') return;
      addTo(frame.own.skipped, ONE);
      addTo(frame.all.skipped, ONE);
      return;
    }
    const counts = countsOf(testCase);
    for (const name of COUNT_NAMES) {
      addTo(frame.own[name], counts[name]);
      addTo(frame.all[name], counts[name]);
    }
  }

  close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    for (const name of COUNT_NAMES) {
      const declared = frame.declared[name];
      if (declared === undefined || frame.reported.has(name) || agrees(frame, name, declared)) {
        continue;
      }
      this.#differ(name, declared, frame.all[name].held);
      frame.reported.add(name);
    }
    const around = this.#frames.at(-1);
    if (around === undefined) return;
    for (const name of COUNT_NAMES) addTo(around.all[name], frame.all[name]);
    for (const name of frame.reported) around.reported.add(name);
  }

  /** Adds a warning for each count that differs, with both numbers. */
  addWarnings(warnings: Warnings): void {
    for (const [name, { declared, held, elements }] of this.#differences) {
      const where = elements === 1 ? 'a suite declares' : `${elements} suites declare`;
      const there = elements === 1 ? `has ${held}` : `have ${held}`;
      warnings.add(`${where} ${name}="${declared}" and ${there}`);
    }
  }

  #differ(name: CountName, declared: number, held: number): void {
    const before = this.#differences.get(name) ?? { declared: 0, held: 0, elements: 0 };
    this.#differences.set(name, {
      declared: before.declared + declared,
      held: before.held + held,
      elements: before.elements + 1,
    });
  }
}

/**
 * Returns whether a declared count is that of the test cases in the element or directly in it. Tests that are switched
 * off may be counted as `disabled`, as googletest and Ginkgo do, or as `skipped`.
 */
function agrees(frame: Frame, name: CountName, declared: number): boolean {
  const numbers = name === 'skipped' ? [declared, declared + frame.disabled] : [declared];
  return [frame.own[name], frame.all[name]].some(({ low, high }) =>
    numbers.some((number) => low <= number && number <= high),
  );
}

/**
 * Returns the counts of one test case. A test case with an error and a failure may count as both; one that was
 * interrupted may count as a failure or an error; one whose skip only an attribute states need not count as skipped; and
 * a suite's own failure need not count at all.
 */
function countsOf(testCase: TestCase): Ranges {
  const { outcome, isOfSuite, isStatedByElement } = testCase;
  const range = (isHeld: boolean, mayCount: boolean, mustCount = isHeld): Range => ({
    held: isHeld && !isOfSuite ? 1 : 0,
    low: mustCount && !isOfSuite ? 1 : 0,
    high: isHeld || mayCount ? 1 : 0,
  });
  const isInterrupted = outcome === 'interrupted';
  const isSkipped = outcome === 'skipped';
  return {
    tests: range(true, true),
    failures: range(outcome === 'failed', isInterrupted || testCase.has('failure')),
    errors: range(outcome === 'errored', isInterrupted || testCase.has('error')),
    skipped: range(isSkipped, testCase.has('skipped'), isSkipped && isStatedByElement),
  };
}

/** Returns whether a test case counts as passed or as skipped and as nothing else. */
function isPlain(testCase: TestCase): boolean {
  if (!testCase.hasFaults) return testCase.outcome === 'passed';
  const isSkipped = testCase.outcome === 'skipped' && testCase.isStatedByElement;
  return isSkipped && !testCase.isOfSuite && !testCase.has('failure') && !testCase.has('error');
}

const ONE: Range = { held: 1, low: 1, high: 1 };

function count(written: string | undefined): number | undefined {
  return written !== undefined && /^\s*\d{1,9}\s*$/.test(written) ? Number(written) : undefined;
}

function noCounts(): Ranges {
  const none = (): Range => ({ held: 0, low: 0, high: 0 });
  return { tests: none(), failures: none(), errors: none(), skipped: none() };
}

function addTo(sum: Range, { held, low, high }: Range): void {
  sum.held += held;
  sum.low += low;
  sum.high += high;
}
