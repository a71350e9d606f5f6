/** A piece of GoogleSQL with named parameters. */
export interface SqlMacro {
  readonly parameters: readonly string[];
  readonly body: string;
}

export type SqlMacros = ReadonlyMap<string, SqlMacro>;

const DEFINITION =
  /\{% macro (?<name>\w+)\((?<parameters>[\w, ]*)\) %\}\n(?<body>[^]*?)\n\{% endmacro %\}/g;
const PARAMETER = /\{\{ (\w+) \}\}/g;

/** A call and the indentation of its line. Its arguments do not contain braces. */
const CALL = /(?=\{\{ )(?<=^( *)(?:[^\n ][^\n]*)?)\{\{ (\w+)\(([^{}]*)\) \}\}/gm;

/** Parts of a list of arguments: strings, brackets, commas, and the text between. */
const ARGUMENT_PART = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[(),]|[^'"(),]+/g;

/**
 * Reads the macros of a text in dbt's notation; text between macros is ignored:
 *
 * ```
 * {% macro half(amount) %}
 * ({{ amount }}) / 2
 * {% endmacro %}
 * ```
 */
export function parseMacros(text: string): SqlMacros {
  const macros = new Map<string, SqlMacro>();
  for (const { groups: { name = '', parameters = '', body = '' } = {} } of text.matchAll(
    DEFINITION,
  )) {
    macros.set(name, { parameters: splitArguments(parameters), body });
  }
  return macros;
}

/**
 * Replaces each call `{{ name(argument, …) }}` with the body of the macro, with the arguments in place of
 * `{{ parameter }}`. Arguments are GoogleSQL. The body may call other macros.
 *
 * @throws Error for an unknown macro, a macro that calls itself, a wrong number of arguments, or braces that are not a call
 */
export function expandMacros(sql: string, macros: SqlMacros): string {
  const expanded = sql.replaceAll(
    CALL,
    (...[, indent = '', name = '', list = '']: readonly string[]) => {
      const macro = macros.get(name);
      if (macro === undefined) {
        throw new Error(`there is no macro ${name} in infra/views/macros, or it calls itself`);
      }
      const body = bodyOf(name, macro, splitArguments(list));
      const others = new Map([...macros].filter(([other]) => other !== name));
      return expandMacros(body, others).replaceAll('\n', `\n${indent}`);
    },
  );
  const [rest] = /\{[{%] .*/.exec(expanded) ?? [];
  if (rest !== undefined) throw new Error(`this is not a call of a macro: ${rest}`);
  return expanded;
}

function bodyOf(name: string, { parameters, body }: SqlMacro, values: readonly string[]): string {
  if (values.length !== parameters.length) {
    throw new Error(`${name}(${parameters.join(', ')}) was called with ${values.length} arguments`);
  }
  return body.replaceAll(
    PARAMETER,
    (whole, parameter: string) => values[parameters.indexOf(parameter)] ?? whole,
  );
}

/** Splits at the commas that are not in brackets or strings. */
function splitArguments(list: string): readonly string[] {
  if (list.trim() === '') return [];
  const values = [''];
  let depth = 0;
  for (const [part] of list.matchAll(ARGUMENT_PART)) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (part === ',' && depth === 0) values.push('');
    else values.push((values.pop() ?? '') + part);
  }
  return values.map((value) => value.trim());
}
