import { z } from 'zod';
import { UsageError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks settings against a schema; empty variables count as absent.
 *
 * @throws UsageError that names each setting that is missing or wrong
 */
export function parseSettings<T>(schema: z.ZodType<T>, settings: Environment): T {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.')}: ${message}`,
  );
  throw new UsageError(`the settings are incomplete:\n${problems.join('\n')}`);
}

/** `true` or `false`; absent is `false`. */
export const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => value === 'true');
