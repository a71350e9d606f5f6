import { z } from 'zod';
import { QueryError, WarehouseUnavailableError } from '../../errors.ts';

/** Reasons that lie in the statement, by Google's list of BigQuery's errors. Any other may be gone later. */
const STATEMENT_REASONS: ReadonlySet<string> = new Set([
  'duplicate',
  'invalid',
  'invalidQuery',
  'notFound',
  'notImplemented',
  'resourcesExceeded',
  'responseTooLarge',
]);

const apiErrorSchema = z.object({
  errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })),
});

/** Tells a statement that cannot be run from a service that cannot run it now. */
export function toWarehouseError(cause: unknown): QueryError | WarehouseUnavailableError {
  const [first] = apiErrorSchema.safeParse(cause).data?.errors ?? [];
  const message = first?.message ?? (cause instanceof Error ? cause.message : String(cause));
  return STATEMENT_REASONS.has(first?.reason ?? '')
    ? new QueryError(message, { cause })
    : new WarehouseUnavailableError(`BigQuery: ${message}`, { cause });
}
