import { z } from 'zod';
import { parsePolicy } from './parse.ts';
import { generatedViewSql, rowSql, stringSql } from './sql.ts';
import { wildcardExpression } from './wildcard.ts';

const FILE = 'code-owners.json';

const pattern = z.string().min(1);

const schema = z.strictObject({
  /** Owners of source files by repository (`org/repo`) and path, both with `*` for any characters; the last match counts. */
  owners: z
    .array(z.strictObject({ repository: pattern, paths: pattern, owner: z.string().min(1) }))
    .min(1),
});

export type CodeOwnerPolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/code-owners.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseCodeOwnerPolicy(value: unknown): CodeOwnerPolicy {
  return parsePolicy(schema, FILE, value);
}

/** Returns the SQL of the view `code_owners`: one row for each entry, in their order. */
export function codeOwnersSql({ owners }: CodeOwnerPolicy): string {
  return generatedViewSql(
    FILE,
    owners.map(({ repository, paths, owner }, i) =>
      rowSql({
        position: String(i + 1),
        repositories: stringSql(wildcardExpression(repository)),
        paths: stringSql(wildcardExpression(paths)),
        owner: stringSql(owner),
      }),
    ),
  );
}
