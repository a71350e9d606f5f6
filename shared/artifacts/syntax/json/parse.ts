import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { UnreadableArtifactError } from '../../../errors.ts';
import { collectBytes } from '../bytes/collect-bytes.ts';
import { gunzip } from '../bytes/gunzip.ts';
import type { Warnings } from '../warnings.ts';
import { hasMoreParts } from './parts.ts';

/** Maximum size of a document: ten times that of a Kubernetes object, which etcd limits to 1.5 MB. */
export const MAX_JSON_BYTES = 16 * 1024 ** 2;

/** Maximum number of commas and opening brackets of a document: 5,000 events of a pod have 200,000. */
export const MAX_JSON_PARTS = 500_000;

const BYTE_ORDER_MARK = '\ufeff';
const LONG_INTEGER = /[:[,]\s*-?\d{16}/;

/**
 * Parses a JSON document. Integers beyond 2^53 become strings, so that build IDs are not rounded.
 *
 * @throws UnreadableArtifactError if the document is too large or not JSON
 */
export async function parseJson(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): Promise<unknown> {
  const document = await collectBytes(gunzip(bytes), MAX_JSON_BYTES);
  if (document.length > MAX_JSON_PARTS && hasMoreParts(document, MAX_JSON_PARTS)) {
    throw new UnreadableArtifactError(`JSON of more than ${MAX_JSON_PARTS} parts`);
  }
  const text = decode(document, warnings);
  if (text.trim() === '') throw new UnreadableArtifactError('the file is empty');
  try {
    return LONG_INTEGER.test(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UnreadableArtifactError(`not JSON${placeOf(error)}`, { cause: error });
    }
    throw new UnreadableArtifactError('JSON that is nested too deep', { cause: error });
  }
}

/** Returns where a document is not JSON, if the error says so. Its message quotes the document and is not repeated. */
function placeOf({ message }: SyntaxError): string {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return ` at character ${position}`;
  return message.startsWith('Unexpected end') ? ': it ends early' : '';
}

function decode(bytes: Buffer, warnings: Warnings): string {
  if (!isUtf8(bytes)) warnings.add('bytes that are not UTF-8 were replaced');
  const text = bytes.toString('utf8');
  if (!text.startsWith(BYTE_ORDER_MARK)) return text;
  warnings.add('a byte order mark was passed over');
  return text.slice(1);
}

/** Reviver that keeps the source text of long integers (ECMAScript, "JSON.parse source text access"). */
function keepLongInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value;
}

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Returns the document if it is an object.
 *
 * @throws UnreadableArtifactError if it is not an object
 */
export function asObject(document: unknown): Readonly<Record<string, unknown>> {
  const parsed = objectSchema.safeParse(document);
  if (!parsed.success) throw new UnreadableArtifactError('not a JSON object');
  return parsed.data;
}
