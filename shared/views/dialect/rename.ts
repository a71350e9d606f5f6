/** Calls that mean something else in DuckDB whatever their arguments are. */
const CALLS: ReadonlySet<string> = new Set([
  'current_datetime',
  'date_add',
  'date_sub',
  'datetime',
  'json_extract_scalar',
  'json_query_array',
  'json_value',
  'regexp_contains',
  'regexp_extract',
  'regexp_replace',
  'substr',
]);

/** Calls that do with some units, which are words in GoogleSQL and become strings. */
const UNITS: Readonly<Record<string, ReadonlySet<string>>> = {
  date_trunc: new Set(['week', 'isoweek']),
  datetime_trunc: new Set(['week', 'isoweek']),
  timestamp_trunc: new Set(['week', 'isoweek']),
  timestamp_diff: new Set(['microsecond', 'millisecond', 'second', 'minute', 'hour', 'day']),
};

/** Parts of EXTRACT that DuckDB has under no name or another one: calls that give them. */
const PARTS: Readonly<Record<string, string>> = {
  date: 'DATE',
  dayofweek: 'extract_dayofweek',
  isoweek: 'extract_isoweek',
  week: 'extract_week',
};

const DATASETS: ReadonlySet<string> = new Set(['ci', 'ci_raw', 'information_schema']);

/** Words that begin a clause: what a comma is between depends on it. */
const CLAUSES: ReadonlySet<string> = new Set(
  'select from where group having qualify window order limit union except intersect'.split(' '),
);

const ALIAS =
  /^\s*(?:as\s+)?(?!(?:where|group|having|qualify|window|order|limit|union|except|intersect|with|cross|inner|left|right|full|join|on|using)\b)[a-z_`]/i;

/** Strings and comments; quoted names; words, with what belongs to them after dots; brackets and commas. */
const TOKEN =
  /(r?"""[^]*?"""|r?'''[^]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/)|`([^`]*)`|week\s*\(\s*(?:mon|sun)day\s*\)|(?<![\w.])[a-z_]\w*(?:\.[a-z_]\w*)*|[(),]/gi;

/** Words at the end of an expression that are no alias. */
const LAST_WORDS: ReadonlySet<string> = new Set(['end', 'null', 'true', 'false']);

/** What may follow a name that GROUP BY has on its own. */
const END_OF_NAME =
  /^(?:\s|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/)*(?:$|[,);]|(?:having|qualify|window|order|limit|union|except|intersect)\b)/i;

/** What is within a pair of brackets. */
interface Scope {
  /** The call whose arguments these are, in lower case. */
  readonly call: string;
  /** Which piece of the output the call's name is. */
  readonly piece: number;
  /** Whether the call stands where a table does. */
  readonly isTable: boolean;
  /** The clause that is being read. */
  clause: string;
  /** The pieces SELECT, AS and STRUCT, if there is a query that makes structs. */
  struct: readonly [number, number, number] | undefined;
  isGrouped: boolean;
  /** Where in the select list each alias is, from 1; none once the positions are not known. */
  readonly aliases: Map<string, number>;
  item: number;
}

function scopeOf(call: string, piece: number, isTable: boolean): Scope {
  return {
    call,
    piece,
    isTable,
    clause: '',
    struct: undefined,
    isGrouped: false,
    aliases: new Map(),
    item: 1,
  };
}

/**
 * Renames what the translator would give another meaning, and what DuckDB would not find: views without their dataset
 * (in a view DuckDB looks beside it, in a query along the search path; with it they would be ambiguous wherever somebody
 * opens `ci.duckdb`, as DuckDB names a database after its file), arrays that stand in FROM like tables, and the aliases
 * that a grouped SELECT AS STRUCT and GROUP BY go by.
 */
export function rename(sql: string, prefix: string): string {
  const renaming = new Renaming(prefix);
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    const [text, constant, quoted] = match;
    const between = sql.slice(end, match.index);
    end = match.index + text.length;
    renaming.read({ text, constant, quoted, between, rest: sql.slice(end) });
  }
  return renaming.pieces.join('') + sql.slice(end);
}

interface Token {
  readonly text: string;
  /** A string or a comment. */
  readonly constant: string | undefined;
  /** What is between backquotes. */
  readonly quoted: string | undefined;
  /** What is between the token before and this one. */
  readonly between: string;
  readonly rest: string;
}

/** A token that means something, in lower case. */
interface Word {
  readonly word: string;
  readonly token: Token;
  readonly piece: number;
  readonly isCall: boolean;
  /** Whether it stands where a table does. */
  readonly isTable: boolean;
}

class Renaming {
  readonly pieces: string[] = [];
  readonly #prefix: string;
  readonly #scopes: Scope[] = [];
  #scope = scopeOf('', -1, false);
  #callee: Scope | undefined;
  /** The token before, and the one before that. */
  #previous = '';
  #last = '';

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  read(token: Token): void {
    const { text, constant, between, rest } = token;
    this.pieces.push(between);
    const piece = this.pieces.push(text) - 1;
    if (constant !== undefined) {
      if (!/^(?:--|#|\/\*)/.test(constant)) this.#follow("''", undefined);
      return;
    }
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
    this.#follow(word, isCall ? scopeOf(word, piece, isTable) : undefined);
  }

  #follow(word: string, callee: Scope | undefined): void {
    [this.#last, this.#previous, this.#callee] = [this.#previous, word, callee];
  }

  #rename(read: Word): void {
    const { word, token, piece, isCall } = read;
    if (token.quoted !== undefined) this.pieces[piece] = unquoteDataset(token.quoted);
    else if (word === '(') this.#open();
    else if (word === ')') this.#close(read);
    else if (word === ',') this.#separate();
    else if (word.startsWith('ci.')) this.pieces[piece] = token.text.slice('ci.'.length);
    else if (isCall) this.pieces[piece] = CALLS.has(word) ? this.#prefix + word : token.text;
    else if (word === 'current_datetime') this.pieces[piece] = `${this.#prefix}${word}()`;
    else if (!this.#renamePart(read)) this.#renameName(read);
  }

  #open(): void {
    this.#scopes.push(this.#scope);
    this.#scope = this.#callee ?? scopeOf('', -1, false);
  }

  #close({ token: { rest }, piece }: Word): void {
    const { call, isTable, piece: name } = this.#scope;
    this.#closeStruct(piece);
    const isNamed = ALIAS.test(rest) || /^\s*with\b/i.test(rest);
    if (call === 'unnest' && isTable && !isNamed) this.pieces[name] = `${this.#prefix}fields`;
    this.#scope = this.#scopes.pop() ?? scopeOf('', -1, false);
  }

  /** Grouped rows become structs outside, as GROUP BY, HAVING and ORDER BY name what is in them. */
  #closeStruct(piece: number): void {
    if (this.#scope.struct === undefined || !this.#scope.isGrouped) return;
    const [select, as, struct] = this.#scope.struct;
    this.pieces[select] = `SELECT ${this.#prefix}row FROM (SELECT`;
    this.pieces[as] = '';
    this.pieces[struct] = '';
    this.pieces[piece] = `) AS ${this.#prefix}row)`;
  }

  #separate(): void {
    // With one argument the translator knows it.
    if (this.#scope.call === 'date') this.pieces[this.#scope.piece] = `${this.#prefix}date`;
    if (this.#scope.clause === 'select') this.#scope.item += 1;
  }

  /** Parts and units of time. */
  #renamePart({ word, piece }: Word): boolean {
    const { call, piece: name } = this.#scope;
    if (call === 'extract' && this.#previous === '(' && PARTS[word] !== undefined) {
      this.pieces[name] = word === 'date' ? 'DATE' : `${this.#prefix}${PARTS[word]}`;
      this.pieces[piece] = '';
    } else if (call === 'extract' && word === 'from') {
      if (this.#last === '(' && PARTS[this.#previous] !== undefined) this.pieces[piece] = '';
    } else if (this.#previous === ',' && UNITS[call]?.has(word) === true) {
      this.pieces[name] = this.#prefix + call;
      this.pieces[piece] = `'${word}'`;
    } else {
      return false;
    }
    return true;
  }

  #renameName({ word, token: { text, rest }, piece, isTable }: Word): void {
    const { clause, aliases } = this.#scope;
    if (isTable && isArray(word)) {
      this.pieces[piece] = ALIAS.test(rest) ? `UNNEST(${text})` : `${this.#prefix}fields(${text})`;
    } else if (word === 'struct' && this.#previous === 'as' && this.#last === 'select') {
      this.#scope.struct = [piece - 4, piece - 2, piece];
    } else if (clause === 'group' && /^(?:by|,)$/.test(this.#previous) && END_OF_NAME.test(rest)) {
      this.pieces[piece] = String(aliases.get(word) ?? text);
    }
  }

  #noteAlias({ word, token: { between, rest } }: Word): void {
    if (this.#scope.clause !== 'select') return;
    if (
      !Number.isNaN(this.#scope.item) &&
      isAlias(word, this.#previous, between) &&
      /^\s*(?:,|from\b)/i.test(rest)
    ) {
      this.#scope.aliases.set(word, this.#scope.item);
    } else if (/\*\s*$/.test(between) && /^(?:,|from|except|replace)$/.test(word)) {
      // Columns that nobody has counted.
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

/** Words beside each other: the second one is an alias. */
function isAlias(word: string, previous: string, between: string): boolean {
  return (
    /^\w+$/.test(word) &&
    /^\s*$/.test(between) &&
    !LAST_WORDS.has(word) &&
    !/^(?:select|distinct|all|struct|and|or|not|is|like|in|between|case|when|then|else|,|\()$/.test(
      previous,
    )
  );
}

/** A table has its dataset before it, an array the table that it is a column of. */
function isArray(word: string): boolean {
  const parts = word.split('.');
  return parts.length === 2 && !DATASETS.has(parts[0] ?? '');
}

/** `project.ci.view` and the like: the translator would take it for one name. */
function unquoteDataset(path: string): string {
  const [, dataset, name] = /(?:^|\.)(ci|ci_raw)\.(\w+)$/.exec(path) ?? [];
  if (dataset === undefined || name === undefined) return `\`${path}\``;
  return dataset === 'ci' ? `\`${name}\`` : `${dataset}.\`${name}\``;
}
