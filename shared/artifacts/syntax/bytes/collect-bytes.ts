import { UnreadableArtifactError } from '../../../errors.ts';

/**
 * Returns all bytes of a small artifact.
 *
 * @throws UnreadableArtifactError if there are more than `max`
 */
export async function collectBytes(bytes: AsyncIterable<Uint8Array>, max: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > max) throw tooLarge(max);
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** Returns the error for an artifact that is larger than the bytes that its kind can have. */
export function tooLarge(max: number): UnreadableArtifactError {
  return new UnreadableArtifactError(`larger than ${max} bytes`);
}
