import { z } from 'zod';
import { parsePolicy } from './parse.ts';
import { dateSql, generatedViewSql, rowSql, stringSql } from './sql.ts';
import { wildcardExpression } from './wildcard.ts';

const FILE = 'compatibility.json';

const minorVersion = z.string().regex(/^\d+\.\d+$/, 'a minor version, such as 1.35');
const text = z
  .string()
  .min(1)
  .regex(/^[^'\\\n]*$/, 'text without quotes, backslashes and line breaks');

const supportPeriod = z.strictObject({
  status: z.enum(['supported', 'retained', 'retired']),
  /** First date of the status, which lasts until the next period begins. */
  from: z.iso.date(),
  reason: text.optional(),
});

const supportPeriods = z
  .array(supportPeriod)
  .min(1)
  .refine(isInOrder, 'each period has to begin after the one before it');

/** A skip is allowed if the three patterns match; in each, `*` stands for any text. */
const skipRule = z.strictObject({
  tests: text.default('*'),
  jobs: text.default('*'),
  skip_reasons: text.default('*'),
  why: text,
  /** Last date on which the rule applies; null: without end. */
  expires: z.iso.date().nullable(),
});

const schema = z.strictObject({
  versions: z.strictObject({
    kops: z.record(minorVersion, supportPeriods),
    kubernetes: z.record(minorVersion, supportPeriods),
  }),
  skip_rules: z.record(
    z.string().regex(/^[a-z0-9_]+$/, 'lower-case letters, digits and underscores'),
    skipRule,
  ),
});

export type CompatibilityPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/compatibility.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseCompatibilityPolicy(value: unknown): CompatibilityPolicy {
  return parsePolicy(schema, FILE, value);
}

/** Returns the SQL of the view `version_policy`: one row for each period of a version. */
export function versionPolicySql({ versions }: CompatibilityPolicy): string {
  const rows = Object.entries(versions).flatMap(([product, ofProduct]) =>
    Object.entries(ofProduct).flatMap(([version, periods]) =>
      periods.map(({ status, from, reason }, i) =>
        rowSql({
          product: stringSql(product),
          version: stringSql(version),
          status: stringSql(status),
          from_date: dateSql(from),
          until_date: dateSql(periods[i + 1]?.from),
          reason: stringSql(reason),
        }),
      ),
    ),
  );
  return generatedViewSql(FILE, rows);
}

/** Returns the SQL of the view `skip_policy`: one row for each rule, its patterns as regular expressions. */
export function skipPolicySql({ skip_rules }: CompatibilityPolicy): string {
  const rows = Object.entries(skip_rules).map(([rule, { tests, jobs, skip_reasons, ...rest }]) =>
    rowSql({
      rule: stringSql(rule),
      tests: expressionSql(tests),
      jobs: expressionSql(jobs),
      skip_reasons: expressionSql(skip_reasons),
      why: stringSql(rest.why),
      expires_date: dateSql(rest.expires ?? undefined),
    }),
  );
  return generatedViewSql(FILE, rows);
}

/** Returns a raw string literal; the schema excludes quotes and backslashes from patterns. */
function expressionSql(pattern: string): string {
  return `r'${wildcardExpression(pattern, { acrossLines: true })}'`;
}

function isInOrder(periods: readonly z.infer<typeof supportPeriod>[]): boolean {
  return periods.every(({ from }, i) => i === 0 || from > (periods[i - 1]?.from ?? ''));
}
