/**
 * The tables of a source file, with the number of numbers of their entries; the last number of each is a count.
 *
 * - `lines`: line
 * - `blocks` of statements of a Go profile: first line, column, last line, column, number of statements
 * - `branches`: line, block, branch
 * - `functions`: number, or hash of the name
 * - `statements` that are not blocks of Go: number, or hash of the place
 */
export const TABLE_WIDTHS = {
  lines: 2,
  blocks: 6,
  branches: 4,
  functions: 2,
  statements: 2,
} as const;

export type CountTableName = keyof typeof TABLE_WIDTHS;

/** Names of the tables; their positions stand for them in packed entries. */
export const TABLE_NAMES_OF_FILE = Object.keys(TABLE_WIDTHS) as readonly CountTableName[];
