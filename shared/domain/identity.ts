/**
 * Version of the readers, to be raised whenever a change gives an object other rows than before. Rows of the old and the
 * new version then exist side by side, and the views show those of the newest version.
 */
export const PARSER_VERSION = 8;

/** The versions of policies have room in a parser version below this number. */
export const POLICY_VERSIONS = 1000;

/**
 * Generation and parser version of the ledger's rows about objects to which access was denied. Every reading has greater ones, so
 * that such a row hides none.
 */
export const DENIED_GENERATION = '0';
export const DENIED_PARSER_VERSION = 1;

/** Idempotency key of a row: rows with the same key are equal, so that duplicates can be dropped. */
export interface RowKey {
  readonly bucket: string;
  readonly object_name: string;
  readonly generation: string;
  readonly parser_version: number;
  readonly ordinal: number;
}

/** Returns the idempotency key of a row. All keys are derived here. */
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
 * Returns the generation of a row that is assembled from several objects: the sum of their generations.
 *
 * Generations only grow, so of two readings of the same objects the one that saw everything that the other saw, and
 * more, has the greater sum. The greatest generation alone does not distinguish them: a reader that opened
 * `finished.json` just before its rewrite and `prowjob.json` just after a later one has the same maximum as the reader
 * that saw both rewrites. The sum alone does not order readings when a file has vanished: see {@link newestOfSiblings}.
 */
export function generationOfSiblings(generations: readonly string[]): string {
  return generations.reduce((sum, generation) => sum + BigInt(generation), 0n).toString();
}

/**
 * Returns the greatest generation of several objects. A reading that saw a newer object is newer, also if it did not see one
 * that has vanished.
 */
export function newestOfSiblings(generations: readonly string[]): string {
  return generations
    .map(BigInt)
    .reduce((newest, generation) => (generation > newest ? generation : newest), 0n)
    .toString();
}
