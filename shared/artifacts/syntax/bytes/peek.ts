import { ByteReader } from './byte-reader.ts';

/** The first bytes of a source, and all of its bytes. */
export interface Peeked {
  readonly head: Uint8Array;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Closes the source if its bytes are not read to their end. */
  readonly close: () => Promise<void>;
}

/** Returns the first bytes of a source, without taking them from it: fewer only if the source is shorter. */
export async function peek(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const reader = new ByteReader(bytes);
  const head = await reader.take(length);
  reader.unread(head);
  return { head, bytes: remaining(reader), close: () => reader.close() };
}

/** Returns the bytes that have not been taken from a reader, and closes it at the end. */
async function* remaining(reader: ByteReader): AsyncGenerator<Uint8Array> {
  try {
    yield* reader.pieces();
  } finally {
    await reader.close();
  }
}
