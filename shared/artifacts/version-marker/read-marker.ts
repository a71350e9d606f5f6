import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { UnreadableArtifactError } from '../../errors.ts';
import type { MaskText } from '../../domain/secrets/secret-mask.ts';
import { collectBytes, tooLarge } from '../syntax/bytes/collect-bytes.ts';
import { GZIP_MAGIC } from '../syntax/bytes/gzip-header.ts';
import type { MarkerRecord } from './records.ts';
import { Warnings } from '../syntax/warnings.ts';

/** Enough for one line with a URL: the names of a bucket and an object have at most 63 and 1,024 bytes. */
const MAX_BYTES = 2048;

const BYTE_ORDER_MARK = '\ufeff';

const URL_OF_VERSION = /^(?:https?|gs):\/\/\S+\/([^/\s]+)\/?$/;
const PRODUCT = /\/([a-z0-9-]+)\/releases\/[^/]+\/?$/;

/** An identifier before the build metadata: digits without a leading zero, or with a letter or a hyphen among them. */
const IDENTIFIER = /0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*/.source;
const NUMBER = /0|[1-9]\d*/.source;

/** A version according to Semantic Versioning 2.0.0, often with a leading `v`. */
const VERSION = new RegExp(
  `^v?(?:${NUMBER})\\.(?:${NUMBER})\\.(?:${NUMBER})` +
    `(?:-(?:${IDENTIFIER})(?:\\.(?:${IDENTIFIER}))*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Commit at the end of the build metadata: that of `git describe` (`+v1.37.0-alpha.1-42-gdeadbeef01`), or alone. */
const COMMIT = /\+(?:.*-g)?([0-9a-f]{7,40})$/;

/**
 * Reads a version marker: one line with a version or the URL of a version.
 *
 * @param mask hides the secrets in versions and URLs
 * @throws UnreadableArtifactError if the content is neither; builds that use the marker then find no version
 */
export async function readMarker(
  bytes: AsyncIterable<Uint8Array>,
  mask: MaskText,
): Promise<MarkerRecord> {
  const warnings = new Warnings();
  const line = lineOf(unpacked(unpacked(await collectBytes(bytes, MAX_BYTES))), warnings);
  const url = URL_OF_VERSION.test(line) ? line : null;
  const version = decodeVersion(URL_OF_VERSION.exec(line)?.[1] ?? line);
  if (!VERSION.test(version))
    throw new UnreadableArtifactError('neither a version nor the URL of one');
  return {
    kind: 'version_marker',
    url: url === null ? null : mask(url),
    product: PRODUCT.exec(url ?? '')?.[1] ?? null,
    version: mask(version),
    commit: COMMIT.exec(version)?.[1] ?? null,
    warnings: warnings.list(),
  };
}

const tooMuchOutput = z.object({ code: z.literal('ERR_BUFFER_TOO_LARGE') });

/** Decompresses one layer of gzip, all bytes at once, since a truncated line would not be recognised as damaged. */
function unpacked(bytes: Buffer): Buffer {
  if (!GZIP_MAGIC.equals(bytes.subarray(0, GZIP_MAGIC.length))) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    if (tooMuchOutput.safeParse(error).success) throw tooLarge(MAX_BYTES);
    throw new UnreadableArtifactError('the gzip data is damaged', { cause: error });
  }
}

function lineOf(bytes: Buffer, warnings: Warnings): string {
  if (!isUtf8(bytes)) throw new UnreadableArtifactError('not UTF-8');
  const text = bytes.toString('utf8');
  if (text.startsWith(BYTE_ORDER_MARK)) warnings.add('a byte order mark was passed over');
  // A byte order mark is white space to trim().
  const line = text.trim();
  if (line === '') throw new UnreadableArtifactError('the file is empty');
  if (line.startsWith('<')) throw new UnreadableArtifactError('an HTML page, not a version');
  if (/[\r\n]/.test(line)) throw new UnreadableArtifactError('more than one line');
  return line;
}

/** Decodes `%2B`, which URLs may contain instead of a plus sign. */
function decodeVersion(text: string): string {
  return text.replaceAll(/%2b/gi, '+');
}
