import { z } from 'zod';
import { UsageError } from '../errors.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks environment variables against a schema and returns the settings. An empty variable counts as absent.
 *
 * @throws UsageError that names each setting that is missing or invalid
 */
export function parseSettings<T>(schema: z.ZodType<T>, environment: Environment): T {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.')}: ${message}`,
  );
  throw new UsageError(
    `environment variables are missing or invalid; set them and start again:\n${problems.join('\n')}`,
  );
}

/** Schema of a setting that is `true` or `false`; absent means `false`. */
export const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => value === 'true');
