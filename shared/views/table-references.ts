import { sqlTokens } from './googlesql-tokens.ts';

/** A place in a GoogleSQL text that names a view (`ci.builds`) or a raw table (`ci_raw.builds`). */
export interface TableReference {
  readonly dataset: 'ci' | 'ci_raw';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const UNQUOTED = /^(ci|ci_raw)\.(\w+)/;
const QUOTED = /^`(?:[^`]*\.)?(ci|ci_raw)\.(\w+)`$/;

/** Finds the views and raw tables that a GoogleSQL text names, in its order; strings and comments are ignored. */
export function tableReferences(sql: string): readonly TableReference[] {
  const found: TableReference[] = [];
  for (const { kind, text, start } of sqlTokens(sql)) {
    if (kind !== 'word' && kind !== 'quoted_name') continue;
    const match = (kind === 'word' ? UNQUOTED : QUOTED).exec(text);
    if (match === null) continue;
    const [dataset, name] = match.slice(-2);
    if ((dataset !== 'ci' && dataset !== 'ci_raw') || name === undefined) continue;
    found.push({ dataset, name, start, end: start + match[0].length });
  }
  return found;
}

/** Returns the names of the views that a GoogleSQL text reads, each once, in their order. */
export function viewsRead(sql: string): ReadonlySet<string> {
  const views = tableReferences(sql).filter(({ dataset }) => dataset === 'ci');
  return new Set(views.map(({ name }) => name));
}

/** Replaces the references of a GoogleSQL text; those for which `replace` returns `undefined` stay as they are. */
export function replaceTableReferences(
  sql: string,
  replace: (reference: TableReference) => string | undefined,
): string {
  let replaced = '';
  let position = 0;
  for (const reference of tableReferences(sql)) {
    const text = replace(reference) ?? sql.slice(reference.start, reference.end);
    replaced += sql.slice(position, reference.start) + text;
    position = reference.end;
  }
  return replaced + sql.slice(position);
}
