import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { isWellFormedXml } from '../../../../support/strict-xml.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { budget } from '../../../../support/budget.ts';

type Reading = readonly (AttemptRecord | ReportRecord | string)[];

/** Returns the records of a report that is read in pieces of a size, with its warnings in the order of the alphabet. */
async function read(bytes: Uint8Array, size?: number): Promise<Reading> {
  const records: (AttemptRecord | ReportRecord | string)[] = [];
  try {
    for await (const batch of readJUnit(inPieces(bytes, size), { policies: POLICIES }))
      records.push(...batch);
  } catch (error) {
    if (!(error instanceof UnreadableArtifactError)) throw error;
    records.push(error.message);
  }
  return records.map((record) =>
    typeof record === 'object' && record.kind === 'report'
      ? { ...record, warnings: [...record.warnings].sort() }
      : record,
  );
}

const FIXTURES = new URL('../../../../fixtures/junit/', import.meta.url);
const REPORTS = readdirSync(FIXTURES)
  .map((file) => readFileSync(new URL(file, FIXTURES)))
  .filter(({ length }) => length < 4000);

/** What edits put into reports: markup, references, line ends, and bytes that are no UTF-8. */
const ADDED = [
  ...[
    '<',
    '>',
    '"',
    "'",
    '&',
    '/',
    '=',
    ']]>',
    '<!--',
    '-->',
    '--',
    '<![CDATA[',
    '<?x',
    '?>',
    '\r\n',
    '\r',
  ],
  ...[
    '\t',
    '&amp;',
    '&#65;',
    '&#x1F600;',
    '&#0;',
    '&bad;',
    '\0',
    '\u001b[31m',
    'é',
    '€',
    '😀',
    '\ufffe',
    'p:',
  ],
  ...['<failure>', '</failure>', 'name="', 'message="', '<testcase name="x"/>', 'x'.repeat(70)],
]
  .map((text) => Buffer.from(text))
  .concat(
    [[0xff], [0xe2, 0x82], [0xc3], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80]].map((bytes) =>
      Buffer.from(bytes),
    ),
  );

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Encodings of reports, which have no declaration of another one. */
const ENCODINGS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'UTF-8': (bytes) => bytes,
  'UTF-8 with a byte order mark': (bytes) =>
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'UTF-16 LE': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  'UTF-16 BE': (bytes) => swapped(`\ufeff${bytes.toString()}`),
  'UTF-16 cut off': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le').subarray(0, -1),
  'Latin-1': (bytes) =>
    Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>${bytes.toString().replace(/^<\?xml.*?\?>/, '')}`,
      'latin1',
    ),
};

const edited = fc
  .record({
    report: fc.constantFrom(...REPORTS),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        dropped: fc.integer({ min: 0, max: 4 }),
        added: fc.constantFrom(...ADDED),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ report, edits }) =>
    edits.reduce((bytes, { at, dropped, added }) => {
      const position = Math.floor(at * bytes.length);
      return Buffer.concat([
        bytes.subarray(0, position),
        added,
        bytes.subarray(position + dropped),
      ]);
    }, report),
  );

test('there are reports to read', () => {
  expect(REPORTS.length).toBeGreaterThan(4);
});

describe.each(Object.entries(ENCODINGS))('a report in %s', (_name, encode) => {
  test('is read alike in pieces of any size', async () => {
    for (const report of REPORTS) {
      const bytes = encode(report);
      const whole = await read(bytes);
      for (const size of [1, 2, 3, 5, 1000, 1024, 1025]) {
        expect(await read(bytes, size)).toEqual(whole);
      }
    }
  });

  test.each(['\ufffd', '\0', '\ufffe'])(
    'with %j after damage is read alike in pieces of any size',
    async (text) => {
      const bytes = encode(
        Buffer.from(`<testsuite><testcase name="a"/><testcase name="b" x${text}</testsuite>`),
      );
      const whole = await read(bytes);
      for (let size = 1; size < bytes.length; size += 1)
        expect(await read(bytes, size)).toEqual(whole);
    },
  );

  test('with edits is read alike in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(edited, fc.integer({ min: 1, max: 1500 }), async (report, size) => {
        const bytes = encode(report);
        expect(await read(bytes, size)).toEqual(await read(bytes));
      }),
      { numRuns: budget(300) },
    );
  });
});

test('a report with edits is damaged, rejected or has a warning if it is not well-formed', async () => {
  const ABOUT_CONTENT =
    /declare|contradict|a time |long name|properties were kept|suites inside of/;
  await fc.assert(
    fc.asyncProperty(edited, async (bytes) => {
      const last = (await read(bytes)).at(-1);
      const isSilent =
        typeof last === 'object' &&
        last.kind === 'report' &&
        last.outcome === 'parsed' &&
        last.warnings.every((warning) => ABOUT_CONTENT.test(warning));
      const text = bytes.toString();
      const isUtf8 = Buffer.from(text).equals(bytes);
      if (isSilent) expect(isUtf8 && isWellFormedXml(text)).toBe(true);
    }),
    { numRuns: budget(1000) },
  );
});
