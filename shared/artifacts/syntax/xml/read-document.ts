import { DamagedArtifactError } from '../../../errors.ts';
import { decodeXml } from '../bytes/decode.ts';
import type { Warnings } from '../warnings.ts';
import { XmlDamage } from './damage.ts';
import { RecentPieces } from './recent-pieces.ts';
import { XmlScanner, type XmlHandler } from './scanner.ts';

/** Damage that ended the reading of a document. */
export interface DocumentDamage {
  readonly reason: string;
  /** Position in bytes of the decompressed file. */
  readonly byteOffset: number;
}

/**
 * Reads an XML document, and stops at damage. It yields after each piece of the document, and within pieces of many elements.
 *
 * @param isOfKind whether the document is of the kind that is read, as far as it was read; if not, damage of the compressed
 *   data is an error
 * @returns the damage, or `undefined` if the document was read to its end
 */
export async function* readDocument(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  { warnings, isOfKind }: { readonly warnings: Warnings; readonly isOfKind: () => boolean },
): AsyncGenerator<undefined, DocumentDamage | undefined> {
  const scanner = new XmlScanner(handler, warnings);
  const recent = new RecentPieces();
  try {
    for await (const next of decodeXml(bytes, warnings)) {
      recent.push(next);
      for (let hasMore = scanner.write(next); hasMore; hasMore = scanner.resume()) yield;
      yield;
    }
    scanner.end();
    return undefined;
  } catch (error) {
    if (error instanceof XmlDamage) {
      for (const warning of recent.warningsFrom(error.index)) warnings.withdraw(warning);
      return { reason: error.message, byteOffset: recent.byteOffset(error.index) };
    }
    if (error instanceof DamagedArtifactError && isOfKind()) {
      return { reason: error.message, byteOffset: recent.end };
    }
    throw error;
  }
}
