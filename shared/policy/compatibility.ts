import { z } from 'zod';

const version = z.string().regex(/^\d+\.\d+$/, 'a minor version, such as 1.35');
const text = z
  .string()
  .min(1)
  .regex(/^[^'\\\n]*$/, 'text without quotes, backslashes and line breaks');

const period = z.strictObject({
  status: z.enum(['supported', 'retained', 'retired']),
  /** First date on which it has the status; it keeps it until the next one begins. */
  from: z.iso.date(),
  reason: text.optional(),
});

type Period = z.infer<typeof period>;

const periods = z
  .array(period)
  .min(1)
  .refine(isInOrder, 'each period has to begin after the one before it');

const rule = z.strictObject({
  /** Of each, `*` stands for anything. */
  tests: text.default('*'),
  jobs: text.default('*'),
  skip_reasons: text.default('*'),
  why: text,
  /** Last date on which the rule holds; null: for good. */
  expires: z.iso.date().nullable(),
});

const schema = z.strictObject({
  versions: z.strictObject({
    kops: z.record(version, periods),
    kubernetes: z.record(version, periods),
  }),
  skip_rules: z.record(
    z.string().regex(/^[a-z0-9_]+$/, 'lower-case letters, digits and underscores'),
    rule,
  ),
});

type Policy = z.infer<typeof schema>;

/**
 * GoogleSQL for the rows of the policy about versions: a status with its dates.
 *
 * @param policy what `infra/policy/compatibility.json` holds
 * @throws Error which says what is wrong, and where
 */
export function versionPolicySql(policy: unknown): string {
  const { versions } = parse(policy);
  const rows = Object.entries(versions).flatMap(([product, ofProduct]) =>
    Object.entries(ofProduct).flatMap(([name, all]) =>
      all.map(({ status, from, reason }, i) =>
        [
          `SELECT '${product}' AS product`,
          `'${name}' AS version`,
          `'${status}' AS status`,
          `DATE '${from}' AS from_date`,
          `${date(all[i + 1]?.from)} AS until_date`,
          `${reason === undefined ? 'CAST(NULL AS STRING)' : `'${reason}'`} AS reason`,
        ].join(', '),
      ),
    ),
  );
  return union(rows);
}

/**
 * GoogleSQL for the rows of the policy about skips: the rules, with patterns as regular expressions.
 *
 * @throws Error as {@link versionPolicySql} does
 */
export function skipPolicySql(policy: unknown): string {
  const rows = Object.entries(parse(policy).skip_rules).map(
    ([name, { tests, jobs, skip_reasons, why, expires }]) =>
      [
        `SELECT '${name}' AS rule`,
        `${expression(tests)} AS tests`,
        `${expression(jobs)} AS jobs`,
        `${expression(skip_reasons)} AS skip_reasons`,
        `'${why}' AS why`,
        `${date(expires ?? undefined)} AS expires_date`,
      ].join(', '),
  );
  return union(rows);
}

function parse(policy: unknown): Policy {
  const parsed = schema.safeParse(policy);
  if (parsed.success) return parsed.data;
  throw new Error(`infra/policy/compatibility.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

function isInOrder(all: readonly Period[]): boolean {
  return all.every(({ from }, i) => i === 0 || from > (all[i - 1]?.from ?? ''));
}

function union(rows: readonly string[]): string {
  const header = '-- Written by `npm run generate` from infra/policy/compatibility.json.';
  return `${header}\n${rows.join('\nUNION ALL\n')}\n`;
}

function date(of: string | undefined): string {
  return of === undefined ? 'CAST(NULL AS DATE)' : `DATE '${of}'`;
}

/** A regular expression, as a raw string: `*` stands for anything, all else for itself. */
function expression(pattern: string): string {
  const escaped = pattern.replaceAll(/[.+?()|{}$^[\]]/g, '\\$&');
  return `r'^${escaped.replaceAll('*', '(?s:.*)')}$'`;
}
