import { z } from 'zod';
import { UnreadableArtifactError } from '../../shared/errors.ts';

const systemError = z.object({ syscall: z.string(), message: z.string() });

/** Returns the reason why a file cannot be read, or `undefined` for an error that has another cause. */
export function reasonUnreadable(error: unknown): string | undefined {
  if (error instanceof UnreadableArtifactError) return error.message;
  return systemError.safeParse(error).data?.message;
}
