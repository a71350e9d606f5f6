import type { Readable } from 'node:stream';
import { createCRC32 } from 'hash-wasm';
import type { ObjectVersion } from '../../domain/object.ts';
import { messageOf, StoreUnavailableError } from '../../errors.ts';

/** Reversed polynomial of CRC32C (Castagnoli), the checksum that Cloud Storage has of every object. */
const CRC32C_POLYNOMIAL = 0x82f63b78;

/** An object whose bytes are checked while they arrive. */
export interface CheckedObject {
  readonly version: ObjectVersion;
  /** Checksum of the object in base64; `undefined` if the service did not tell it. */
  readonly crc32c: string | undefined;
  /** Milliseconds within which the next bytes have to arrive. */
  readonly idleTimeoutMs: number;
}

/**
 * Returns the bytes of an object, and checks that all of them arrived as they are stored: a connection that ends early can
 * end cleanly.
 *
 * @throws StoreUnavailableError if their number or checksum is not that of the object, or none arrive for too long
 */
export async function* checkedBytes(
  stream: Readable,
  { version, crc32c, idleTimeoutMs }: CheckedObject,
): AsyncIterable<Uint8Array> {
  const checksum = await createChecksum();
  let length = 0;
  try {
    for await (const chunk of withDeadline(stream, idleTimeoutMs)) {
      length += chunk.length;
      checksum.update(chunk);
      yield chunk;
    }
    const digest = Buffer.from(checksum.digest('hex'), 'hex').toString('base64');
    checkArrival({ length, digest }, { version, crc32c });
  } catch (error) {
    throw new StoreUnavailableError(
      `cannot read gs://${version.bucket}/${version.name} to its end: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** Returns a CRC32C of no bytes. */
async function createChecksum() {
  const checksum = await createCRC32(CRC32C_POLYNOMIAL);
  return checksum.init();
}

function checkArrival(
  { length, digest }: { readonly length: number; readonly digest: string },
  { version, crc32c }: Pick<CheckedObject, 'version' | 'crc32c'>,
): void {
  if (length !== version.sizeBytes) {
    throw new Error(`${length} bytes arrived, and the object has ${version.sizeBytes}`);
  }
  if (crc32c !== undefined && crc32c !== digest) {
    throw new Error(`its bytes have the checksum ${digest}, and the object has ${crc32c}`);
  }
}

/** Returns the bytes of a stream, which is destroyed if the next ones do not arrive in time. */
async function* withDeadline(stream: Readable, idleTimeoutMs: number): AsyncIterable<Uint8Array> {
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const deadline = setTimeout(() => {
        stream.destroy(new Error(`nothing arrived for ${idleTimeoutMs / 1000} seconds`));
      }, idleTimeoutMs);
      const next = await chunks.next().finally(() => {
        clearTimeout(deadline);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}
