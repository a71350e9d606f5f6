import { RE2JS } from 're2js';
import { z } from 'zod';
import { parsePolicy, policyVersion } from './parse.ts';

/** Name of the file in `infra/policy/`. */
export const SYMPTOM_POLICY_FILE = 'symptoms.json';

const symptomClass = z.enum(['infra', 'product', 'test', 'config']);

const failureCause = z.enum([
  'build',
  'clone',
  'cluster_creation',
  'eviction',
  'image',
  'lease',
  'quota',
  'teardown',
  'test',
  'timeout',
  'upgrade',
]);

/** The part of a build in which a line was written. */
const buildPhase = z.enum(['clone', 'build', 'up', 'test', 'down']);
export type BuildPhase = z.infer<typeof buildPhase>;

/**
 * How much a symptom says about the end of the phase:
 *
 * - `final`: Prow ended the build, whatever else the log says.
 * - `specific`: names the reason for a failure.
 * - `transient`: names a reason that may be overcome later, such as a node that is not ready yet.
 * - `general`: says that something failed, without a reason.
 */
const strength = z.enum(['final', 'specific', 'transient', 'general']);
export type SymptomStrength = z.infer<typeof strength>;

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');

/** Syntax of RE2 only: matching takes time linear in the length of the text. */
const pattern = z.string().min(1).refine(isPattern, 'not a regular expression that RE2 knows');

/** A pattern, the code that prints what it matches, and lines that it has to match. */
const documentedPattern = {
  pattern,
  /** Repository and file, or the API, that the texts come from. */
  source: z.string().min(1),
  examples: z.array(z.string()).min(1),
};

const unmatchedExample = {
  error: 'the pattern does not match one of its examples',
  path: ['examples'],
};

const symptom = z
  .strictObject({
    ...documentedPattern,
    /** The part of the system that is at fault; left out if the text does not tell. */
    class: symptomClass.optional(),
    /** The reason why a build with this symptom failed. */
    cause: failureCause.optional(),
    strength: strength.default('specific'),
    /** Phases in which a line of a log is a symptom; a line before any phase always is. */
    phases: z.array(buildPhase).min(1).default(['clone', 'build', 'up', 'test']),
    /** `logs`: only lines of logs are searched; `texts`: only failures and states of pods are. */
    searched: z.enum(['everywhere', 'logs', 'texts']).default('everywhere'),
  })
  .refine(hasMatchingExamples, unmatchedExample);

/** Lines by which a reader follows a log. */
const marker = z
  .strictObject({
    ...documentedPattern,
    /**
     * - a phase: the phase begins.
     * - `begin_up`: phase `up` begins, unless the build is in a phase already.
     * - `begin_suite`, `end_suite`: lines between them are output of tests.
     * - `ordinary`: an attempt that is repeated, or a command: no failure by itself.
     * - `overcome`: transient symptoms before the line no longer count.
     * - `failed`: something failed, for a reason that the line may not tell.
     * - `passed`: everything before the line has passed.
     */
    means: z.enum([
      ...buildPhase.options,
      'begin_up',
      'begin_suite',
      'end_suite',
      'ordinary',
      'overcome',
      'failed',
      'passed',
    ]),
  })
  .refine(hasMatchingExamples, unmatchedExample);
export type MarkerMeaning = z.infer<typeof marker>['means'];

const factPatterns = z.array(
  z.strictObject({
    pattern,
    /** Value of the fact; without it, the text that the pattern's first group matches. */
    value: z.string().optional(),
    /** The program that prints such lines. */
    source: z.string().optional(),
  }),
);

const schema = z
  .strictObject({
    /** Version of the policy; increase it with every change, so that logs are read again. */
    version: policyVersion,
    symptoms: z.record(name, symptom),
    markers: z.array(marker),
    /** Facts about a build that its log states, each with its patterns. */
    facts: z.record(name, factPatterns),
    /** What happened in the course of a build, line by line, such as each lease of a resource. */
    events: z.record(name, factPatterns),
  })
  .readonly();

export type SymptomPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/symptoms.json`.
 *
 * @throws PolicyError if the value does not follow the schema, or a pattern does not match its examples
 */
export function parseSymptomPolicy(value: unknown): SymptomPolicy {
  return parsePolicy(schema, SYMPTOM_POLICY_FILE, value);
}

function isPattern(text: string): boolean {
  return compiled(text) !== undefined;
}

/** Returns the expression of a pattern, or `undefined` if it is invalid. */
function compiled(text: string): RE2JS | undefined {
  try {
    return RE2JS.compile(text);
  } catch {
    return undefined;
  }
}

/** Returns whether the examples match; also true for an invalid pattern, which has an error of its own. */
function hasMatchingExamples({
  pattern: text,
  examples,
}: {
  readonly pattern: string;
  readonly examples: readonly string[];
}): boolean {
  const expression = compiled(text);
  return expression === undefined || examples.every((line) => expression.test(line));
}
