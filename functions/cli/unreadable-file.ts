import { z } from 'zod';
import type { MaskText } from '../../shared/domain/secrets/secret-mask.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';

const systemError = z.object({ syscall: z.string(), message: z.string() });

/**
 * Returns the reason why a file cannot be read, or `undefined` for an error that has another cause.
 *
 * @param mask hides the secrets in the reason, which may quote the file
 */
export function reasonUnreadable(error: unknown, mask: MaskText): string | undefined {
  if (error instanceof UnreadableArtifactError) return mask(error.message);
  return systemError.safeParse(error).data?.message;
}
