import type { QueryParameters } from '../../ports/warehouse.ts';
import { TranslationCache } from './translation-cache.ts';

/** Translations of this process, by query; the same views are created and rebuilt again and again. */
const translated = new Map<string, string>();
let kept: TranslationCache | undefined;

/** A parameter of GoogleSQL, or a part of the statement in which `@` does not begin one. */
const PARAMETER = /@(\w+)|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
/** Stands for a parameter during the translation, which does not know parameters. */
const STAND_IN = "'parameter of the statement: ";

/**
 * Translates one statement of GoogleSQL; parameters, if there are any, are `$name` in DuckDB.
 *
 * @throws QueryError if the statement cannot be parsed
 */
export async function translateQuery(sql: string, parameters?: QueryParameters): Promise<string> {
  if (parameters === undefined) return await translateToDuckDb(sql);
  const replaced = sql.replaceAll(PARAMETER, (text: string, name: string | undefined) =>
    name === undefined ? text : `${STAND_IN}${name}'`,
  );
  const result = await translateToDuckDb(replaced);
  return result.replaceAll(new RegExp(`${STAND_IN}(\\w+)'`, 'g'), '$$$1');
}

/**
 * Translates one statement of GoogleSQL to DuckDB's SQL. Loading the translator takes longer than most queries, so that
 * it is imported only for a statement that no process has translated before.
 *
 * @throws QueryError if the statement cannot be parsed
 */
async function translateToDuckDb(sql: string): Promise<string> {
  kept ??= new TranslationCache();
  const known = translated.get(sql) ?? kept.get(sql);
  if (known !== undefined) return known;
  const { toDuckDb } = await import('../../views/dialect/duckdb.ts');
  const result = toDuckDb(sql);
  kept.set(sql, result);
  return result;
}

/**
 * Translates the query of a view, and keeps the translation in this process.
 *
 * @throws QueryError if the query cannot be parsed
 */
export async function translateView(sql: string): Promise<string> {
  const result = await translateToDuckDb(sql);
  translated.set(sql, result);
  return result;
}
