import type { FindingRecord } from '../../../../../shared/artifacts/build-log/records.ts';
import type { SymptomPolicy } from '../../../../../shared/policy/symptoms.ts';

/** A fact or an event of a log, in a form in which two readings can be compared. */
type Finding = Pick<
  FindingRecord,
  'finding' | 'value' | 'occurrences' | 'line_number' | 'last_line_number' | 'line'
>;

/** A log as the expressions of JavaScript, and a loop over its lines, read it. */
export interface LogReading {
  readonly lines: number;
  readonly findings: readonly Finding[];
}

/** White space of RE2, which has less of it than JavaScript. */
const SPACE = '\\t\\n\\f\\r ';
// eslint-disable-next-line no-control-regex -- the escape character begins a colour
const COLOURS = /\u001b\[[\d;]*m/g;

/** Returns a line without the colours of a terminal. */
export function withoutColours(line: string): string {
  return line.replaceAll(COLOURS, '');
}

/** Returns an expression of RE2 as one of JavaScript; those of the policy differ in the white space, and where flags stand. */
export function javaScriptExpression(pattern: string): RegExp {
  const isCaseless = pattern.startsWith('(?i)');
  const source = (isCaseless ? pattern.slice(4) : pattern).replaceAll(
    /\\.|\[(?:\\.|[^\]\\])*\]/g,
    (part) => {
      if (part === '\\s') return `[${SPACE}]`;
      if (part === '\\S') return `[^${SPACE}]`;
      return part.startsWith('[') ? part.replaceAll('\\s', SPACE) : part;
    },
  );
  return new RegExp(source, isCaseless ? 'is' : 's');
}

/** Returns a function that reads the facts and the events of logs. */
export function logReader({ facts, events }: SymptomPolicy): (text: string) => LogReading {
  const sought = [...Object.entries(facts), ...Object.entries(events)].map(
    ([finding, patterns]) => ({
      finding,
      isEvent: finding in events,
      patterns: patterns.map(({ pattern, value }) => ({
        expression: javaScriptExpression(pattern),
        value,
      })),
    }),
  );
  return (text) => {
    const lines = text.split('\n');
    const found = new Map<string, { -readonly [Name in keyof Finding]: Finding[Name] }>();
    for (const [index, written] of lines.entries()) {
      const line = withoutColours(written);
      for (const { finding, isEvent, patterns } of sought) {
        const first = patterns.find(({ expression }) => expression.test(line));
        if (first === undefined) continue;
        const value = first.value ?? first.expression.exec(line)?.[1] ?? null;
        const key = isEvent ? `${finding} ${index}` : `${finding} ${value ?? ''}`;
        const before = found.get(key) ?? {
          finding,
          value,
          occurrences: 0,
          line_number: index + 1,
          last_line_number: 0,
          line: line.trimEnd(),
        };
        before.occurrences++;
        before.last_line_number = index + 1;
        found.set(key, before);
      }
    }
    return {
      lines: lines.at(-1) === '' ? lines.length - 1 : lines.length,
      findings: [...found.values()],
    };
  };
}
