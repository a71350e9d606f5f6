import { z } from 'zod';
import { parsePolicy, policyVersion } from './parse.ts';

const FILE = 'coverage.json';

const pattern = z.string().min(1);

const schema = z
  .strictObject({
    version: policyVersion,
    /** Hosts of Go modules, and the number of segments after the host that name a module; the first that matches counts. */
    hosts: z
      .array(z.strictObject({ host: pattern, segments: z.int().min(1).max(4) }).readonly())
      .readonly()
      .refine((hosts) => hosts.at(-1)?.host === '*', 'the last one has to be for *'),
    /** Folders in which builds have their repositories; `*` stands for one segment. The first that matches counts. */
    roots: z
      .array(z.string().regex(/^\/.*\/$/, 'an absolute folder with a slash at its end'))
      .readonly(),
    /** Folders at the top of repositories: a folder that all files have in common is removed only in front of them. */
    source_folders: z.array(z.string().regex(/^[^/]+$/, 'a name without a slash')).readonly(),
    /** Kinds of tests by the name of the report below the build, or of the job; the first that matches counts. */
    flags: z
      .array(
        z
          .strictObject({
            flag: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
            reports: z.array(pattern).readonly(),
            jobs: z.array(pattern).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

export type CoveragePolicy = z.infer<typeof schema>;

/**
 * Returns the policy in `infra/policy/coverage.json`.
 *
 * @throws PolicyError if the value does not follow the schema
 */
export function parseCoveragePolicy(value: unknown): CoveragePolicy {
  return parsePolicy(schema, FILE, value);
}
