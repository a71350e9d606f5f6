import { z } from 'zod';
import { CiSignalError, messageOf, QueryError, WarehouseUnavailableError } from '../../errors.ts';
import { transienceOf } from '../../retry/transience.ts';

const apiErrorSchema = z.object({
  errors: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })),
});

/** Returns BigQuery's reason of a failure, such as `notFound`, also if the failure is the cause of an error of ci-signal. */
export function reasonOf(error: unknown): string | undefined {
  const of = error instanceof CiSignalError ? error.cause : error;
  return apiErrorSchema.safeParse(of).data?.errors[0]?.reason;
}

/** Returns a QueryError if the statement cannot be run, and a WarehouseUnavailableError if it cannot be run now. */
export function toWarehouseError(cause: unknown): QueryError | WarehouseUnavailableError {
  if (cause instanceof QueryError || cause instanceof WarehouseUnavailableError) return cause;
  const [first] = apiErrorSchema.safeParse(cause).data?.errors ?? [];
  const message = first?.message ?? messageOf(cause);
  return transienceOf({ reason: first?.reason, message }) === 'permanent'
    ? new QueryError(message, { cause })
    : new WarehouseUnavailableError(`BigQuery failed: ${message}`, { cause });
}
