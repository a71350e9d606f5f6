import { SYMPTOM_POLICY } from '../policy/symptoms.ts';

/**
 * Version of what the readers make of the same bytes. Raise it whenever a change gives an object other rows than
 * before: rows of the old and the new version then stand side by side, and the views show the newest.
 */
export const PARSER_VERSION = 4;

/**
 * Version of what the readers make of an object of this kind. What they make of a log depends on the policy of symptoms
 * too: a changed one counts as another version, so that logs are read again with it.
 */
export function parserVersionOf(kind: string): number {
  return kind === 'build_log' ? PARSER_VERSION * 1000 + SYMPTOM_POLICY.version : PARSER_VERSION;
}

/** Idempotency key of a row: the same key always means the same row, however often it is delivered. */
export interface RowKey {
  readonly bucket: string;
  readonly object_name: string;
  readonly generation: string;
  readonly parser_version: number;
  readonly ordinal: number;
}

/** The one place where the idempotency key of a row is derived. */
export function rowKey(
  object: { readonly bucket: string; readonly name: string; readonly generation: string },
  ordinal: number,
  parserVersion = PARSER_VERSION,
): RowKey {
  return {
    bucket: object.bucket,
    object_name: object.name,
    generation: object.generation,
    parser_version: parserVersion,
    ordinal,
  };
}

/**
 * The generation of a row that is assembled from several objects: the sum of theirs.
 *
 * Generations only grow, so of two readings of the same objects the one that saw everything the other saw, and more,
 * has the greater sum. The greatest generation alone would not tell them apart: a reader that took `finished.json`
 * just before its rewrite and `prowjob.json` just after a later one has the same maximum as the reader that saw both.
 */
export function generationOfSiblings(generations: readonly string[]): string {
  return generations.reduce((sum, generation) => sum + BigInt(generation), 0n).toString();
}
