import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readJUnit } from '../../../../../../shared/artifacts/junit/read-junit.ts';
import type {
  AttemptRecord,
  ReportRecord,
} from '../../../../../../shared/artifacts/junit/records.ts';
import { UnreadableArtifactError } from '../../../../../../shared/errors.ts';
import { inPieces } from '../../../../../support/bytes.ts';
import { NOT_WELL_FORMED } from './not-well-formed.ts';
import { WELL_FORMED } from './well-formed.ts';
import { isWellFormedXml } from '../../../../../support/strict-xml.ts';
import { POLICIES } from '../../../../../support/policies.ts';
import { budget } from '../../../../../support/budget.ts';

interface Reading {
  readonly attempts: readonly AttemptRecord[];
  readonly report?: ReportRecord;
  readonly rejected?: string;
}

async function read(document: string): Promise<Reading> {
  const attempts: AttemptRecord[] = [];
  let report: ReportRecord | undefined;
  try {
    for await (const batch of readJUnit(inPieces(document), { policies: POLICIES })) {
      for (const record of batch) {
        if (record.kind === 'attempt') attempts.push(record);
        else report = record;
      }
    }
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { attempts, rejected: error.message };
    throw error;
  }
  return report === undefined ? { attempts } : { attempts, report };
}

/** Warnings about counts and outcomes, which well-formed documents have as well. */
const ABOUT_CONTENT = /declare|contradict|a time |long name|properties were kept|suites inside of/;

/** Returns whether a reading says that the document is not well-formed. */
function isComplaint({ report, rejected }: Reading): boolean {
  if (rejected !== undefined || report === undefined) return true;
  const warnings = report.warnings.filter((warning) => !ABOUT_CONTENT.test(warning));
  return report.outcome !== 'parsed' || warnings.length > 0;
}

describe('a document that is not well-formed is not read silently', () => {
  describe.each(NOT_WELL_FORMED)('%s', (_rule, documents) => {
    test.each(documents)('%j', async (document) => {
      expect(isComplaint(await read(document))).toBe(true);
    });
  });
});

test.each(WELL_FORMED)('%j is well-formed', async (document) => {
  expect(await read(document)).toMatchObject({ report: { outcome: 'parsed', warnings: [] } });
});

describe('one edit of a report', () => {
  const FIXTURES = new URL('../../../../../fixtures/junit/', import.meta.url);
  const reports = readdirSync(FIXTURES)
    .map((file) => readFileSync(new URL(file, FIXTURES), 'utf8'))
    .filter(isWellFormedXml);
  const character = fc.constantFrom(
    ...Array.from('<>&"\'=/!-?[]; \t\n\r:.#x0_@%(){}|,~é\u00a0\u0001'),
  );
  const edited = fc
    .record({
      report: fc.constantFrom(...reports),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      isMarkup: fc.boolean(),
      dropped: fc.integer({ min: 0, max: 3 }),
      added: fc.array(character, { maxLength: 2 }),
    })
    .map(({ report, at, isMarkup, dropped, added }) => {
      const places = isMarkup
        ? [...report.matchAll(/[<>"=/&]/g)].map(({ index }) => index)
        : undefined;
      const position = places?.[Math.floor(at * places.length)] ?? Math.floor(at * report.length);
      return report.slice(0, position) + added.join('') + report.slice(position + dropped);
    });

  test('there are reports to edit', () => {
    expect(reports.length).toBeGreaterThan(4);
  });

  test('gives a warning, damage or rejection if and only if it is not well-formed any more', async () => {
    await fc.assert(
      fc.asyncProperty(edited, async (document) => {
        const reading = await read(document);
        // A report may have become another document, such as one without suites, or have an encoding that nothing reads.
        const isForeign = /<|^unknown encoding/.test(reading.rejected ?? '');
        if (!isForeign) expect(isComplaint(reading)).toBe(!isWellFormedXml(document));
      }),
      { numRuns: budget(2000) },
    );
  });
});
