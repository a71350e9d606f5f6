import { sqlTokens, type SqlToken } from '../googlesql-tokens.ts';
import { createBracketScope, type BracketScope } from './bracket-scope.ts';
import {
  CLAUSES,
  isArrayName,
  isColumnAlias,
  RENAMED_CALLS,
  RENAMED_PARTS,
  RENAMED_UNITS,
  startsAfterItem,
  startsWithAlias,
} from './words.ts';

/**
 * Renames functions to which the translator would give another meaning, and names that DuckDB would not find:
 *
 * - Views lose their dataset. DuckDB finds them in the schema of the view that reads them, or along the search path. With
 *   the dataset they would be ambiguous if `ci.duckdb` is opened directly, as DuckDB names a database after its file.
 * - Arrays in FROM become calls of UNNEST.
 * - Aliases in GROUP BY become positions.
 *
 * @param prefix precedes the names of the functions that replace GoogleSQL's
 */
export function renameForDuckDb(sql: string, prefix: string): string {
  const renaming = new Renaming(prefix);
  let position = 0;
  for (const token of sqlTokens(sql)) {
    renaming.read({
      ...token,
      between: sql.slice(position, token.start),
      rest: sql.slice(token.end),
    });
    position = token.end;
  }
  return renaming.pieces.join('') + sql.slice(position);
}

interface PlacedToken extends SqlToken {
  /** The text between the previous token and this one. */
  readonly between: string;
  /** The text after the token. */
  readonly rest: string;
}

/** A token that is neither a string nor a comment. */
interface Word {
  /** Its text in lower case. */
  readonly word: string;
  readonly token: PlacedToken;
  /** The index of the output piece that contains it. */
  readonly piece: number;
  readonly isCall: boolean;
  /** Whether it is at the position of a table. */
  readonly isTable: boolean;
}

class Renaming {
  readonly pieces: string[] = [];
  readonly #prefix: string;
  readonly #scopes: BracketScope[] = [];
  #scope = createBracketScope();
  #callee: BracketScope | undefined;
  /** The token before, and the one before that. */
  #previous = '';
  #last = '';

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  read(token: PlacedToken): void {
    const { kind, text, between, rest } = token;
    this.pieces.push(between);
    const piece = this.pieces.push(text) - 1;
    if (kind === 'string') this.#follow("''", undefined);
    if (kind === 'string' || kind === 'comment') return;
    const word = text
      .toLowerCase()
      .replace(/^week\s*\(\s*(mon|sun)day\s*\)$/, (_, day) => (day === 'mon' ? 'isoweek' : 'week'));
    const isCall = /^\s*\(/.test(rest) && text !== '(' && !text.endsWith(')') && !CLAUSES.has(word);
    const isTable =
      this.#previous === 'join' ||
      (this.#scope.clause === 'from' && /^(?:from|,)$/.test(this.#previous));
    const read = { word, token, piece, isCall, isTable };
    this.#rename(read);
    this.#noteAlias(read);
    this.#noteClause(read);
    this.#follow(word, isCall ? createBracketScope(word, piece, isTable) : undefined);
  }

  #follow(word: string, callee: BracketScope | undefined): void {
    [this.#last, this.#previous, this.#callee] = [this.#previous, word, callee];
  }

  #rename(read: Word): void {
    const { word, token, piece, isCall } = read;
    if (token.kind === 'quoted_name') this.pieces[piece] = withoutDataset(token.text);
    else if (word === '(') this.#open();
    else if (word === ')') this.#close(read);
    else if (word === ',') this.#separate();
    else if (word.startsWith('ci.')) this.pieces[piece] = token.text.slice('ci.'.length);
    else if (isCall)
      this.pieces[piece] = RENAMED_CALLS.has(word) ? this.#prefix + word : token.text;
    else if (word === 'current_datetime') this.pieces[piece] = `${this.#prefix}${word}()`;
    else if (!this.#renamePart(read)) this.#renameName(read);
  }

  #open(): void {
    this.#scopes.push(this.#scope);
    this.#scope = this.#callee ?? createBracketScope();
  }

  #close({ token: { rest }, piece }: Word): void {
    const { call, isTable, piece: name } = this.#scope;
    this.#closeStruct(piece);
    const isNamed = startsWithAlias(rest) || /^\s*with\b/i.test(rest);
    if (call === 'unnest' && isTable && !isNamed) this.pieces[name] = `${this.#prefix}fields`;
    this.#scope = this.#scopes.pop() ?? createBracketScope();
  }

  /** Grouped rows become structs in an outer query, as GROUP BY, HAVING and ORDER BY refer to the fields. */
  #closeStruct(piece: number): void {
    if (this.#scope.struct === undefined || !this.#scope.isGrouped) return;
    const [select, as, struct] = this.#scope.struct;
    this.pieces[select] = `SELECT ${this.#prefix}row FROM (SELECT`;
    this.pieces[as] = '';
    this.pieces[struct] = '';
    this.pieces[piece] = `) AS ${this.#prefix}row)`;
  }

  #separate(): void {
    // The translator knows DATE with one argument only.
    if (this.#scope.call === 'date') this.pieces[this.#scope.piece] = `${this.#prefix}date`;
    if (this.#scope.clause === 'select') this.#scope.item += 1;
  }

  /** Renames parts and units of time; returns whether the word was one. */
  #renamePart({ word, piece }: Word): boolean {
    const { call, piece: name } = this.#scope;
    if (call === 'extract' && this.#previous === '(' && RENAMED_PARTS[word] !== undefined) {
      this.pieces[name] = word === 'date' ? 'DATE' : `${this.#prefix}${RENAMED_PARTS[word]}`;
      this.pieces[piece] = '';
    } else if (call === 'extract' && word === 'from') {
      if (this.#last === '(' && RENAMED_PARTS[this.#previous] !== undefined)
        this.pieces[piece] = '';
    } else if (this.#previous === ',' && RENAMED_UNITS[call]?.has(word) === true) {
      this.pieces[name] = this.#prefix + call;
      this.pieces[piece] = `'${word}'`;
    } else {
      return false;
    }
    return true;
  }

  #renameName({ word, token: { text, rest }, piece, isTable }: Word): void {
    const { clause, aliases } = this.#scope;
    if (isTable && isArrayName(word)) {
      this.pieces[piece] = startsWithAlias(rest)
        ? `UNNEST(${text})`
        : `${this.#prefix}fields(${text})`;
    } else if (word === 'struct' && this.#previous === 'as' && this.#last === 'select') {
      this.#scope.struct = [piece - 4, piece - 2, piece];
    } else if (clause === 'group' && /^(?:by|,)$/.test(this.#previous) && startsAfterItem(rest)) {
      this.pieces[piece] = String(aliases.get(word) ?? text);
    }
  }

  #noteAlias({ word, token: { between, rest } }: Word): void {
    if (this.#scope.clause !== 'select') return;
    if (
      !Number.isNaN(this.#scope.item) &&
      isColumnAlias(word, this.#previous, between) &&
      /^\s*(?:,|from\b)/i.test(rest)
    ) {
      this.#scope.aliases.set(word, this.#scope.item);
    } else if (/\*\s*$/.test(between) && /^(?:,|from|except|replace)$/.test(word)) {
      this.#scope.item = Number.NaN;
    }
  }

  #noteClause({ word, isCall }: Word): void {
    const isOperator =
      word === 'from' && (this.#previous === 'distinct' || this.#scope.call === 'extract');
    if (!CLAUSES.has(word) || isCall || isOperator) return;
    this.#scope.clause = word;
    this.#scope.isGrouped ||= word === 'group';
    if (word !== 'select') return;
    this.#scope.aliases.clear();
    this.#scope.item = 1;
  }
}

/** Removes project and dataset from the quoted name of a view, and the project from that of a raw table. */
function withoutDataset(quoted: string): string {
  const [, dataset, name] = /(?:^`|\.)(ci|ci_raw)\.(\w+)`$/.exec(quoted) ?? [];
  if (dataset === undefined || name === undefined) return quoted;
  return dataset === 'ci' ? `\`${name}\`` : `${dataset}.\`${name}\``;
}
