import { z } from 'zod';
import { CiSignalError } from '../errors.ts';

/** Thrown when a file in `infra/policy/` does not follow its schema; the message names the file, and each problem with its path. */
export class PolicyError extends CiSignalError {
  override readonly isTransient = false;
}

/** A name of lower-case letters, digits and hyphens, such as `digitalocean` or `preset-do-credential`. */
export const hyphenatedName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/**
 * Version of a policy that the rows of artifacts depend on, to be raised with each change that gives an object other rows.
 * Three policies together leave room in a parser version (see `parserVersionOf`).
 */
export const policyVersion = z.int().min(1).max(333);

/**
 * Returns a policy with the type of its schema.
 *
 * @param file name of the file in `infra/policy/`, for the message
 * @throws PolicyError if the value does not follow the schema
 */
export function parsePolicy<T>(schema: z.ZodType<T>, file: string, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PolicyError(`infra/policy/${file} is invalid:\n${z.prettifyError(parsed.error)}`);
}
