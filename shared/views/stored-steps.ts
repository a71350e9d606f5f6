import type { View } from '../ports/warehouse.ts';
import { sqlTokens, type SqlToken } from './googlesql-tokens.ts';
import { isStored } from './layers.ts';
import { viewsRead } from './table-references.ts';

/** A query of a WITH clause: the text between its brackets. */
interface Step {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A query with the steps of its WITH clause, if it begins with one. */
interface Query {
  readonly isRecursive: boolean;
  /** Offset after the word WITH. */
  readonly afterWith: number;
  readonly steps: readonly Step[];
  /** The words after FROM and JOIN, most of which are names of steps, views and tables. */
  readonly reads: readonly SqlToken[];
}

/** A view that reads fewer tables, with the views that it reads, is left as it is: filters of a query then reach the tables. */
const MAX_READS = 100;

const LAST_STEP = 'selected_rows';

/**
 * Makes BigQuery compute each step of a large view once. BigQuery computes a query of a WITH clause again for each place that
 * reads it, unless the query is recursive: it stores the results of recursive queries
 * (https://docs.cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#with_clause). The steps of large views that
 * are read in two places or more get a recursive part without rows.
 *
 * @param views in an order in which each comes after those that it reads
 */
export function withStoredSteps<V extends View>(views: readonly V[]): readonly V[] {
  const reads = new Map<string, number>();
  return views.map((view) => {
    const isLarge = tableReads(view.sql, reads) > MAX_READS;
    const result = isLarge ? { ...view, sql: storeSteps(view.sql) } : view;
    reads.set(view.name, isStored(view) ? 1 : tableReads(result.sql, reads));
    return result;
  });
}

/**
 * Returns how many times a query reads a table, if each of its steps that is not recursive is computed for each place that
 * reads it.
 *
 * @param reads the same of the views that it reads; others count as tables
 */
export function tableReads(sql: string, reads: ReadonlyMap<string, number>): number {
  const query = parseQuery(sql);
  const counts = new Map<string, number>();
  const count = (read: readonly string[]): number =>
    read.reduce((sum, name) => {
      const [view] = viewsRead(name);
      return sum + (counts.get(name) ?? reads.get(view ?? '') ?? (name.includes('.') ? 1 : 0));
    }, 0);
  // The tables of a recursive step are read once, where it is defined.
  let total = 0;
  for (const { name, start, end } of query.steps) {
    const read = namesRead(query, start, end);
    const isRecursive = read.includes(name);
    if (isRecursive) total += count(read);
    counts.set(name, isRecursive ? 0 : count(read));
  }
  return total + count(namesRead(query, query.steps.at(-1)?.end ?? 0, sql.length));
}

/** Adds a recursive part without rows to each step of a query that is read in two places or more. */
export function storeSteps(sql: string): string {
  const query = parseQuery(sql);
  if (query.isRecursive) return sql;
  const names = namesRead(query, 0, sql.length);
  const stored = query.steps.filter(({ name }) => names.filter((read) => read === name).length > 1);
  if (stored.length === 0) return sql;
  let text = `${sql.slice(0, query.afterWith)} RECURSIVE`;
  let position = query.afterWith;
  for (const { name, start, end } of stored) {
    const body = sql.slice(start, end).trimEnd();
    text += `${sql.slice(position, start)}\n  (${body}\n  )\n  UNION ALL\n  SELECT * FROM ${name} WHERE FALSE\n`;
    position = end;
  }
  return text + sql.slice(position);
}

/**
 * Returns a query that selects columns of the rows of another one. BigQuery takes WITH RECURSIVE at the beginning of a query
 * only, so that a recursive one gets its last part as one more step.
 *
 * @param columns names with commas, or `*`
 */
export function selectFrom(sql: string, columns: string): string {
  const start = lastPartOfRecursive(sql);
  return start === undefined
    ? `SELECT ${columns} FROM (\n${sql}\n)`
    : `${sql.slice(0, start)},\n${LAST_STEP} AS (\n${sql.slice(start).trim()}\n)\nSELECT ${columns} FROM ${LAST_STEP}`;
}

/** Returns where the part after the steps of a recursive query begins; `undefined` for other queries, in any dialect. */
function lastPartOfRecursive(sql: string): number | undefined {
  if (!/^(?:\s|--.*\n)*WITH\s+RECURSIVE\b/i.test(sql)) return undefined;
  const last = parseQuery(sql).steps.at(-1);
  return last && last.end + 1;
}

function parseQuery(sql: string): Query {
  const tokens = [...sqlTokens(sql)].filter(({ kind }) => kind !== 'comment');
  const reads = tokens.filter(
    ({ kind }, index) => kind === 'word' && /^(FROM|JOIN)$/i.test(tokens[index - 1]?.text ?? ''),
  );
  const [first, second] = tokens;
  if (first?.text.toUpperCase() !== 'WITH') {
    return { isRecursive: false, afterWith: 0, steps: [], reads };
  }
  const isRecursive = second?.text.toUpperCase() === 'RECURSIVE';
  const steps = readSteps(tokens, isRecursive ? 2 : 1);
  return { isRecursive, afterWith: first.end, steps, reads };
}

/** Reads steps, separated by commas, from the token at an index on. */
function readSteps(tokens: readonly SqlToken[], first: number): readonly Step[] {
  const steps: Step[] = [];
  for (let index = first; ;) {
    const name = tokens[index];
    const open = tokens[index + 2];
    if (name === undefined || open?.text !== '(') return steps;
    const close = closingBracket(tokens, index + 2);
    steps.push({ name: name.text, start: open.end, end: tokens[close]?.start ?? open.end });
    if (tokens[close + 1]?.text !== ',') return steps;
    index = close + 2;
  }
}

/** Returns the index of the bracket that closes the one at an index. */
function closingBracket(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const text = tokens[index]?.text;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** Returns the names that a query reads between two offsets. */
function namesRead({ reads }: Query, start: number, end: number): readonly string[] {
  return reads.filter((read) => read.start >= start && read.start < end).map(({ text }) => text);
}
