import { z } from 'zod';
import { messageOf, QueryError, WarehouseUnavailableError } from '../../errors.ts';
import { transienceOf } from '../../retry/transience.ts';

const apiErrorSchema = z.object({
  errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })),
});

/** Returns a QueryError if the statement cannot be run, and a WarehouseUnavailableError if it cannot be run now. */
export function toWarehouseError(cause: unknown): QueryError | WarehouseUnavailableError {
  const [first] = apiErrorSchema.safeParse(cause).data?.errors ?? [];
  const message = first?.message ?? messageOf(cause);
  return transienceOf({ reason: first?.reason, message }) === 'permanent'
    ? new QueryError(message, { cause })
    : new WarehouseUnavailableError(`BigQuery failed: ${message}`, { cause });
}
