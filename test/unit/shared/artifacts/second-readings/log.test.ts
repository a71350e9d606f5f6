import { expect, test } from 'vitest';
import fc from 'fast-check';
import { readLog } from '../../../../../shared/artifacts/build-log/read-log.ts';
import type { FindingRecord } from '../../../../../shared/artifacts/build-log/records.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { javaScriptExpression, logReader, withoutColours, type LogReading } from './log-reading.ts';

const { symptoms, facts, events, markers } = POLICIES.symptoms;
const readBySecond = logReader(POLICIES.symptoms);

interface OurReading extends LogReading {
  readonly symptoms: readonly FindingRecord[];
}

/** Returns the facts and events of a log, and its symptoms, which depend on the other lines. */
async function ourReading(text: string, size: number): Promise<OurReading> {
  const records: FindingRecord[] = [];
  let lines = -1;
  for await (const batch of readLog(inPieces(text, size), { policies: POLICIES })) {
    for (const record of batch) {
      if (record.kind === 'log') lines = record.lines;
      else records.push(record);
    }
  }
  return {
    lines,
    symptoms: records.filter(({ finding_kind }) => finding_kind === 'symptom'),
    findings: records
      .filter(({ finding_kind, finding }) => finding_kind !== 'symptom' && finding !== 'phase')
      .map(({ finding, value, occurrences, line_number, last_line_number, line }) => ({
        finding,
        value,
        occurrences,
        line_number,
        last_line_number,
        line,
      })),
  };
}

const EXAMPLES = [
  ...Object.values(symptoms).map(({ examples }) => examples),
  ...markers.map(({ examples }) => examples),
].flat();

/** Texts that the patterns of facts and events match, some of them with capitals. */
const telling = fc.oneof(
  ...[...Object.values(facts), ...Object.values(events)].flat().map(({ pattern }) => {
    // fast-check knows neither flags nor the limits of words.
    const source = javaScriptExpression(pattern).source.replaceAll('\\b', '');
    return fc.stringMatching(new RegExp(source), { size: '-1' });
  }),
);

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...EXAMPLES) },
  { weight: 4, arbitrary: telling },
  telling.map((text) => text.toUpperCase()),
  fc
    .tuple(fc.constantFrom(...EXAMPLES), fc.constantFrom('\u001b[31m', '\u001b[0m'))
    .map(([example, colour]) => colour + example),
  fc.constantFrom('', 'ok', '2026-11-20T12:00:00Z start', 'é 😀', '\r', '\t', 'x'.repeat(70_000)),
);
const log = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('', '\n', '\r\n'))
  .map(([lines, end]) => lines.join(end === '' ? '\n' : end) + end);

async function compare(text: string, size: number): Promise<void> {
  const { lines, findings, symptoms: found } = await ourReading(text, size);
  const second = readBySecond(text);
  expect({ lines, findings: inOrder(findings) }).toEqual({
    lines: second.lines,
    findings: inOrder(second.findings),
  });
  const written = text.split('\n');
  for (const { finding, line_number } of found) {
    const expression = javaScriptExpression(symptoms[finding]?.pattern ?? '');
    const said = withoutColours(written[Number(line_number) - 1] ?? '');
    expect({ finding, isSaid: expression.test(said) }).toEqual({ finding, isSaid: true });
  }
}

function inOrder(findings: LogReading['findings']): LogReading['findings'] {
  const keyOf = ({ finding, line_number, value }: LogReading['findings'][number]): string =>
    `${finding} ${line_number} ${value ?? ''}`;
  return [...findings].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

test('a log has the lines, facts and events that the expressions of JavaScript find', async () => {
  await fc.assert(fc.asyncProperty(log, fc.integer({ min: 1, max: 200_000 }), compare), {
    numRuns: budget(250),
    seed: 1,
  });
});

const ADDED = ['\n', '\r', ' ', '/', 'v1.2.3', '-', ':', '"', '0', 'boskos', '\u2028', '\u00a0'];

test('of a damaged log too', async () => {
  await fc.assert(
    fc.asyncProperty(log, textEdits(ADDED), async (text, edits) => {
      await compare(withTextEdits(text, edits), 1000);
    }),
    { numRuns: budget(600), seed: 2 },
  );
});
