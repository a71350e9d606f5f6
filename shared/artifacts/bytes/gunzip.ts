import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { DamagedArtifactError, UnreadableArtifactError } from '../../errors/errors.ts';

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** More than this is not a report but an attack; far above the largest real artifact. */
export const MAX_EXPANDED_BYTES = 4 * 1024 ** 3;

/**
 * Undoes gzip where there is any, whatever the name or the metadata say: Prow strips `.gz` from names.
 *
 * A stream that was cut off ends early without an error: what was compressed shows the damage itself.
 *
 * @throws DamagedArtifactError when the gzip data is corrupt
 * @throws UnreadableArtifactError when it expands to more than {@link MAX_EXPANDED_BYTES}
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = MAX_EXPANDED_BYTES,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(bytes, GZIP_MAGIC.length);
  if (GZIP_MAGIC.some((byte, i) => head[i] !== byte)) {
    yield* all;
    return;
  }
  let total = 0;
  for await (const chunk of inflate(all)) {
    total += chunk.length;
    if (total > maxBytes)
      throw new UnreadableArtifactError(`expands to more than ${maxBytes} bytes`);
    yield chunk;
  }
}

async function* inflate(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 });
  const source = Readable.from(bytes);
  // A failing source must fail the reading as itself, not as bad gzip.
  let sourceError: Error | undefined;
  source.on('error', (error) => {
    sourceError = error;
    stream.destroy(error);
  });
  source.pipe(stream);
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    throw new DamagedArtifactError('the gzip data is corrupt', { cause: error });
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** Takes chunks until `count` bytes are there; `all` gives every byte, those of the head included. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < count) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, all: resume(head, iterator) };
}

async function* resume(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
