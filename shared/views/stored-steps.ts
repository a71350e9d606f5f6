import type { View } from '../ports/warehouse.ts';
import { sqlTokens, type SqlToken } from './googlesql-tokens.ts';
import { isRollUp } from './layers.ts';
import { viewsRead } from './table-references.ts';

/** A query of a WITH clause: the text between its brackets. */
interface Step {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface WithClause {
  readonly isRecursive: boolean;
  /** Offset after the word WITH. */
  readonly afterWith: number;
  readonly steps: readonly Step[];
}

/** A view that reads fewer tables, with the views that it reads, is left as it is: filters of a query then reach the tables. */
const MAX_READS = 100;

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
    const stored = { ...view, sql: storeSteps(view.sql) };
    const isLarge = tableReads(view.sql, reads) > MAX_READS;
    const result = isLarge ? stored : view;
    reads.set(view.name, isRollUp(view) ? 1 : tableReads(result.sql, reads));
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
  const tokens = [...sqlTokens(sql)];
  const clause = withClause(tokens);
  const counts = new Map<string, number>();
  const count = (start: number, end: number): number =>
    namesRead(tokens, start, end).reduce((sum, name) => {
      const [view] = viewsRead(name);
      return sum + (counts.get(name) ?? reads.get(view ?? '') ?? (name.includes('.') ? 1 : 0));
    }, 0);
  // The tables of a recursive step are read once, where it is defined.
  let total = 0;
  for (const { name, start, end } of clause?.steps ?? []) {
    const ofStep = count(start, end);
    const isRecursive = namesRead(tokens, start, end).includes(name);
    if (isRecursive) total += ofStep;
    counts.set(name, isRecursive ? 0 : ofStep);
  }
  return total + count(clause?.steps.at(-1)?.end ?? 0, sql.length);
}

/** Adds a recursive part without rows to each step of a query that is read in two places or more. */
export function storeSteps(sql: string): string {
  const tokens = [...sqlTokens(sql)];
  const clause = withClause(tokens);
  if (clause === undefined || clause.isRecursive) return sql;
  const names = namesRead(tokens, clause.afterWith, sql.length);
  const stored = clause.steps.filter(
    ({ name }) => names.filter((read) => read === name).length > 1,
  );
  if (stored.length === 0) return sql;
  let text = `${sql.slice(0, clause.afterWith)} RECURSIVE`;
  let position = clause.afterWith;
  for (const { name, start, end } of stored) {
    const body = sql.slice(start, end).trimEnd();
    text += `${sql.slice(position, start)}\n  (${body}\n  )\n  UNION ALL\n  SELECT * FROM ${name} WHERE FALSE\n`;
    position = end;
  }
  return text + sql.slice(position);
}

/** Finds the WITH clause with which a query begins. */
function withClause(tokens: readonly SqlToken[]): WithClause | undefined {
  const code = tokens.filter(({ kind }) => kind !== 'comment');
  const [first, second] = code;
  if (first?.text.toUpperCase() !== 'WITH') return undefined;
  const isRecursive = second?.text.toUpperCase() === 'RECURSIVE';
  const steps: Step[] = [];
  let index = isRecursive ? 2 : 1;
  for (;;) {
    const name = code[index];
    const open = code[index + 2];
    if (name === undefined || open?.text !== '(') break;
    const close = closingBracket(code, index + 2);
    steps.push({ name: name.text, start: open.end, end: code[close]?.start ?? open.end });
    if (code[close + 1]?.text !== ',') break;
    index = close + 2;
  }
  return { isRecursive, afterWith: first.end, steps };
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

/** Returns the names after FROM and JOIN between two offsets. */
function namesRead(tokens: readonly SqlToken[], start: number, end: number): readonly string[] {
  const code = tokens.filter((token) => token.kind !== 'comment');
  return code.flatMap(({ kind, text, start: at }, index) => {
    const before = code[index - 1]?.text.toUpperCase();
    const isRead = kind === 'word' && (before === 'FROM' || before === 'JOIN');
    return isRead && at >= start && at < end ? [text] : [];
  });
}
