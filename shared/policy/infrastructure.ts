import { z } from 'zod';
import { parsePolicy } from './parse.ts';
import { generatedViewSql, rowSql, stringSql } from './sql.ts';

const FILE = 'infrastructure.json';

/** `legacy`: Google, `community`: the Kubernetes community. */
const owner = z.enum(['legacy', 'community']);
const name = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'the name of a bucket or a cluster');

const schema = z.strictObject({
  /** Owners of the buckets that hold build results, by name. */
  buckets: z.record(name, owner),
  /** Owners of the build clusters, by name. */
  clusters: z.record(name, owner),
});

export type InfrastructurePolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/infrastructure.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseInfrastructurePolicy(value: unknown): InfrastructurePolicy {
  return parsePolicy(schema, FILE, value);
}

/** Returns the SQL of the view `infrastructure_policy`: one row for each bucket and cluster. */
export function infrastructurePolicySql({ buckets, clusters }: InfrastructurePolicy): string {
  return generatedViewSql(FILE, [
    ...ownerRows('bucket', buckets),
    ...ownerRows('cluster', clusters),
  ]);
}

function ownerRows(kind: string, owners: InfrastructurePolicy['buckets']): readonly string[] {
  return Object.entries(owners).map(([of, by]) =>
    rowSql({ kind: stringSql(kind), name: stringSql(of), owner: stringSql(by) }),
  );
}
