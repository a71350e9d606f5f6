import { RE2JS } from 're2js';
import { z } from 'zod';
import { parsePolicy } from './parse.ts';
import { generatedComment, generatedViewSql, rowSql, stringSql } from './sql.ts';

const FILE = 'symptoms.json';

const symptomClass = z.enum(['infra', 'product', 'test']);

const deathCause = z.enum(['clone', 'cluster_creation', 'eviction', 'lease', 'quota', 'timeout']);

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');

/** Syntax of RE2 only: matching takes time linear in the length of the text. */
const pattern = z.string().min(1).refine(isPattern, 'not a regular expression that RE2 knows');

const symptom = z
  .strictObject({
    /** The part of the system that is at fault. */
    class: symptomClass,
    /** The reason why a build with this symptom left no report. */
    cause: deathCause.optional(),
    pattern,
    /** Lines that the pattern has to match. */
    examples: z.array(z.string()).min(1),
  })
  .refine(({ pattern: of, examples }) => examples.every((line) => isFoundIn(of, line)), {
    error: 'the pattern does not match one of its examples',
    path: ['examples'],
  });

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
    version: z.int().min(1).max(999),
    symptoms: z.record(name, symptom),
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
  return parsePolicy(schema, FILE, value);
}

/** Returns the SQL of the view `symptom_policy`: one row for each symptom. */
export function symptomPolicySql({ symptoms }: SymptomPolicy): string {
  const rows = Object.entries(symptoms).map(([of, { class: ofClass, cause }]) =>
    rowSql({ symptom: stringSql(of), class: stringSql(ofClass), cause: stringSql(cause) }),
  );
  return generatedViewSql(FILE, rows);
}

/**
 * Returns the SQL of the view `text_symptoms`, which searches texts line by line for symptoms; of several the first in
 * the policy counts. BigQuery and DuckDB use RE2, as the reader of logs does.
 */
export function textSymptomsSql({ symptoms }: SymptomPolicy): string {
  const branches = Object.entries(symptoms).map(
    ([of, { pattern: ofSymptom }]) =>
      `        WHEN REGEXP_CONTAINS(text, ${stringSql(`(?m)${ofSymptom}`)}) THEN ${stringSql(of)}`,
  );
  return [
    `${generatedComment(FILE)}\n`,
    'WITH\n  examined AS (\n    SELECT\n      *,\n      CASE\n',
    `${branches.join('\n')}\n`,
    '      END AS symptom\n    FROM\n      ci.symptom_texts\n  )\n\n',
    'SELECT\n  *\nFROM\n  examined\nWHERE\n  symptom IS NOT NULL\n',
  ].join('');
}

function isPattern(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}

/** Also true for an invalid pattern, which has a separate error. */
function isFoundIn(text: string, line: string): boolean {
  return !isPattern(text) || RE2JS.compile(text).test(line);
}
