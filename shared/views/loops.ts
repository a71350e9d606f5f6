/** Lists of names, by the name of the list. */
export type NameLists = Readonly<Record<string, readonly string[]>>;

/** A tag alone on its line: the line disappears with it. */
const TAG_LINE = /^ *(\{% (?:for [^%\n]*|endfor) %\})\n/gm;
const LOOP = /\{% for (\w+) in (\w+) %\}([^]*?)\{% endfor %\}/g;
const UNLESS_LAST = /\{% if not loop\.last %\}([^]*?)\{% endif %\}/g;
const EMPTY_LINE = /^ *\n/gm;

/**
 * Repeats the body of each loop for every name of a list, in dbt's notation. Loops do not contain each other.
 *
 * ```
 * {% for table in row_tables %}
 * SELECT build_date FROM ci_raw.{{ table }}
 * {% if not loop.last %}UNION ALL{% endif %}
 * {% endfor %}
 * ```
 *
 * @throws Error for an unknown list
 */
export function expandLoops(sql: string, lists: NameLists): string {
  return sql
    .replaceAll(TAG_LINE, '$1')
    .replaceAll(LOOP, (...[, variable = '', list = '', body = '']: readonly string[]) => {
      const names = lists[list];
      if (names === undefined) {
        const known = Object.keys(lists).join(', ');
        throw new Error(`there is no list ${list} to loop over; the lists are ${known}`);
      }
      return names
        .map((name, index) =>
          repeatBody(body, { variable, name, isLast: index === names.length - 1 }),
        )
        .join('');
    });
}

interface Repetition {
  readonly variable: string;
  readonly name: string;
  readonly isLast: boolean;
}

function repeatBody(body: string, { variable, name, isLast }: Repetition): string {
  const repeated = body
    .replaceAll(UNLESS_LAST, (_, text: string) => (isLast ? '' : text))
    .replaceAll(`{{ ${variable} }}`, () => name);
  return repeated.includes('\n') ? repeated.replaceAll(EMPTY_LINE, '') : repeated;
}
