import { z } from 'zod';

const owner = z.enum(['legacy', 'community']);
const name = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'the name of a bucket or a cluster');

const schema = z.strictObject({
  /** Who owns a bucket of results: Google, as it used to be, or the community. */
  buckets: z.record(name, owner),
  /** The same of build clusters. */
  clusters: z.record(name, owner),
});

/**
 * GoogleSQL for the rows of the policy: kind, name and owner.
 *
 * @param policy what `infra/policy/infrastructure.json` holds
 * @throws Error which says what is wrong, and where
 */
export function infrastructureSql(policy: unknown): string {
  const parsed = schema.safeParse(policy);
  if (!parsed.success) {
    throw new Error(`infra/policy/infrastructure.json is wrong:\n${z.prettifyError(parsed.error)}`);
  }
  const { buckets, clusters } = parsed.data;
  const rows = [...rowsOf('bucket', buckets), ...rowsOf('cluster', clusters)];
  return `-- Written by \`npm run generate\` from infra/policy/infrastructure.json.\n${rows.join('\nUNION ALL\n')}\n`;
}

function rowsOf(kind: string, owners: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(owners).map(
    ([of, by]) => `SELECT '${kind}' AS kind, '${of}' AS name, '${by}' AS owner`,
  );
}
