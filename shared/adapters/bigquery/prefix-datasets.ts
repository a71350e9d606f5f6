/** Matches a dataset name `ci_raw` or `ci` before a dot (group 2), and skips strings and comments (no group). */
const DATASET =
  /r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/|(?<![\w.@`-])(`?)(ci_raw|ci)(?=`?\s*\.)/g;

/** Returns a statement with the prefix in front of each dataset name. */
export function prefixDatasets(sql: string, prefix: string): string {
  if (prefix === '') return sql;
  return sql.replaceAll(DATASET, (token, quote?: string, dataset?: string) =>
    dataset === undefined ? token : `${quote ?? ''}${prefix}${dataset}`,
  );
}
