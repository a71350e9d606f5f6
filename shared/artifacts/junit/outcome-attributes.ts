import type { XmlAttributes } from '../syntax/xml/attributes.ts';
import type { AttemptOutcome } from '../../domain/outcome.ts';

/**
 * Values of `result` and `status` that stand for an outcome, in lower case and without blanks, hyphens and underscores. All
 * other values, such as `run` and `completed`, say nothing.
 *
 * Sources: googletest/src/googletest.cc (`notrun`, `suppressed`, `skipped`), onsi/ginkgo types/types.go (names of
 * SpecState), and the values that tools after NUnit and Mocha have in common.
 */
const VALUES: Readonly<Record<Exclude<AttemptOutcome, 'passed'>, readonly string[]>> = {
  interrupted: ['interrupted', 'aborted', 'canceled', 'cancelled'],
  errored: ['error', 'errored', 'broken', 'crashed', 'exception', 'panicked'],
  failed: ['failed', 'failure', 'fail', 'timedout', 'timeout'],
  skipped: [
    'skipped',
    'skip',
    'pending',
    'ignored',
    'ignore',
    'notrun',
    'notexecuted',
    'notrunnable',
    'disabled',
    'suppressed',
    'inactive',
    'excluded',
    'omitted',
    'todo',
    'inconclusive',
    'untested',
  ],
};

type WrittenOutcome = keyof typeof VALUES;

const OUTCOMES = new Map(
  (Object.keys(VALUES) as WrittenOutcome[]).flatMap((outcome) =>
    VALUES[outcome].map((value) => [value, outcome] as const),
  ),
);

/** Returns the outcome that a value of `result`, `status` or `type` stands for; `undefined` if it stands for none. */
export function outcomeOfValue(value: string | undefined): WrittenOutcome | undefined {
  if (value === undefined) return undefined;
  // Most values are written like this, and folding takes long.
  return OUTCOMES.get(value) ?? (PLAIN.test(value) ? undefined : OUTCOMES.get(folded(value)));
}

const PLAIN = /^[a-z]*$/;

function folded(value: string): string {
  return value.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** An outcome that the attributes of a test case state, and the attribute that states it, such as `status notrun`. */
export interface AttributeOutcome {
  readonly outcome: WrittenOutcome;
  readonly statedBy: string;
}

/** Returns the outcome in the attributes of a test case; `status` takes precedence over `result`. */
export function outcomeOfAttributes(attributes: XmlAttributes): AttributeOutcome | undefined {
  return (
    statedBy('status', attributes.get('status')) ?? statedBy('result', attributes.get('result'))
  );
}

function statedBy(name: string, value: string | undefined): AttributeOutcome | undefined {
  const outcome = outcomeOfValue(value);
  return outcome === undefined ? undefined : { outcome, statedBy: `${name} ${value ?? ''}` };
}
