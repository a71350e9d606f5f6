import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { budget } from '../../../../support/budget.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { coverageOrReason } from '../coverage/coverage-of.ts';
import { countedFiles, countedRecords, type CountedFile } from './counted-file.ts';
import { cloverReading, coberturaReading, jacocoReading, rootOf } from './xml-readings.ts';
import { cloverReport, coberturaReport, jacocoReport } from './xml-reports.ts';

/** Returns the files of a report by path; `undefined` unless all of it was read without a complaint. */
async function ourReading(text: string): Promise<ReadonlyMap<string, CountedFile> | undefined> {
  const reading = await coverageOrReason(text);
  if (typeof reading === 'string') return undefined;
  const { outcome, warnings } = reading.report;
  if (outcome !== 'parsed' || warnings.length > 0) return undefined;
  return countedRecords(reading.files);
}

/** Attributes that are numbers and are read. */
const NUMBERS =
  /(?<= (?:number|hits|nr|mi|ci|mb|cb|num|count|truecount|falsecount|missed|covered)=")\d+/g;

/** Returns a report with another number in one of its places, if it has any. */
function withOtherNumber(text: string, place: number, other: string): string {
  const numbers = [...text.matchAll(NUMBERS)];
  const chosen = numbers[place % Math.max(1, numbers.length)];
  if (chosen === undefined) return text;
  return text.slice(0, chosen.index) + other + text.slice(chosen.index + chosen[0].length);
}

const ADDED = ['<', '>', '/', '"', '=', '&', ' ', '0', '9', '-', 'x', '<line ', '/>', '&#48;'];

describe.each([
  { format: 'Cobertura', report: coberturaReport, secondReading: coberturaReading },
  { format: 'JaCoCo', report: jacocoReport, secondReading: jacocoReading },
  { format: 'Clover', report: cloverReport, secondReading: cloverReading },
])('a report of $format', ({ report, secondReading }) => {
  const byOther = (text: string): ReadonlyMap<string, CountedFile> | undefined => {
    const root = rootOf(text);
    try {
      return root === undefined ? undefined : countedFiles(secondReading(root));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };

  test('is read as by another parser', async () => {
    await fc.assert(
      fc.asyncProperty(report, async (text) => {
        const second = byOther(text);
        expect(second).toBeDefined();
        expect(await ourReading(text)).toEqual(second);
      }),
      { numRuns: budget(400), seed: 1 },
    );
  });

  test('that is damaged is read as by another parser, if both read it without a complaint', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(report, textEdits(ADDED), async (text, edits) => {
        const damaged = withTextEdits(text, edits);
        const [ours, second] = [await ourReading(damaged), byOther(damaged)];
        if (ours === undefined || second === undefined) return;
        accepted++;
        expect(ours).toEqual(second);
      }),
      { numRuns: budget(2000), seed: 2 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test('with another number is read as by another parser, or by none of them', async () => {
    const number = fc.constantFrom('7', ' 7 ', '&#55;', '07', '', 'x', '-1', '1.5', '+1', '1e3');
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), number, async (text, place, other) => {
        const changed = withOtherNumber(text, place, other);
        expect(await ourReading(changed)).toEqual(byOther(changed));
      }),
      { numRuns: budget(1000), seed: 3 },
    );
  });
});
