import { RE2JS } from 're2js';
import { z } from 'zod';
import json from '../../infra/policy/symptoms.json' with { type: 'json' };

/** Whose fault a symptom is. */
export const SYMPTOM_CLASSES = ['infra', 'product', 'test'] as const;

/** What a build died of, of which a symptom tells. */
export const CAUSES = [
  'clone',
  'cluster_creation',
  'eviction',
  'lease',
  'quota',
  'timeout',
] as const;

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');

/** Only what RE2 knows: it takes time in proportion to the text, whatever the pattern. */
const pattern = z.string().min(1).refine(isPattern, 'not a regular expression that RE2 knows');

const symptom = z
  .strictObject({
    class: z.enum(SYMPTOM_CLASSES),
    /** Of builds that leave no report: what they died of. */
    cause: z.enum(CAUSES).optional(),
    pattern,
    /** Lines that it has to match. */
    examples: z.array(z.string()).min(1),
  })
  .refine(({ pattern: of, examples }) => examples.every((line) => finds(of, line)), {
    error: 'the pattern does not match one of its examples',
    path: ['examples'],
  });

const fact = z.array(
  z.strictObject({
    pattern,
    /** What it says; without it, what the pattern's first group matches. */
    value: z.string().optional(),
  }),
);

const schema = z
  .strictObject({
    /** Raise it with every change: logs are then read again. */
    version: z.int().min(1).max(999),
    symptoms: z.record(name, symptom),
    /** What is looked up in logs beside symptoms: patterns by what they tell. */
    facts: z.record(name, fact),
  })
  .readonly();

export type SymptomPolicy = z.infer<typeof schema>;

/**
 * Checks what `infra/policy/symptoms.json` holds.
 *
 * @throws Error which says what is wrong, and where
 */
export function parseSymptomPolicy(value: unknown): SymptomPolicy {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/symptoms.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

function isPattern(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}

/** What is no pattern has been complained of already. */
function finds(text: string, line: string): boolean {
  return !isPattern(text) || RE2JS.compile(text).test(line);
}

export const SYMPTOM_POLICY = parseSymptomPolicy(json);
