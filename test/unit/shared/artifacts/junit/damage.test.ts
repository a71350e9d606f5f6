import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

async function report(body: string | Uint8Array, size?: number): Promise<ReportRecord> {
  for await (const batch of readJUnit(inPieces(body, size), { policies: POLICIES })) {
    const last = batch.at(-1);
    if (last?.kind === 'report') return last;
  }
  throw new Error('no report record');
}

/** Beginning of a report, long enough that it is in an earlier piece than the damage. */
const START = `<testsuite><testcase name="a"/>${'x'.repeat(2000)}`;
const WRONG = '</wr\u00f8ng\u00e9\u00e9\u00e9>';
describe('the position of damage is an offset in bytes', () => {
  const latin1 = Buffer.from(`<testsuite><testcase name="${'\u00e9'.repeat(50)}"/>`, 'latin1');
  const cases = [
    { what: 'UTF-8', start: Buffer.from(START), end: Buffer.from(WRONG) },
    {
      what: 'UTF-16',
      start: Buffer.from(`\ufeff${START}`, 'utf16le'),
      end: Buffer.from(WRONG, 'utf16le'),
    },
    { what: 'Latin-1 that is declared as UTF-8', start: latin1, end: Buffer.from('</wrong>') },
  ];

  describe.each(cases)('$what', ({ start, end }) => {
    test.each([undefined, 1025, 2037, 2040, 7])('in pieces of %s bytes', async (size) => {
      const { outcome, byte_offset } = await report(Buffer.concat([start, end]), size);
      expect({ outcome, byte_offset }).toEqual({ outcome: 'salvaged', byte_offset: start.length });
    });
  });

  test('after a megabyte in pieces of one byte, or a tenth of it', async () => {
    const cases = budget(50_000);
    const start = `<testsuite>${'<testcase name="a"/>'.repeat(cases)}`;
    const { outcome, byte_offset, test_cases } = await report(start + WRONG, 1);
    expect({ outcome, byte_offset, test_cases }).toEqual({
      outcome: 'salvaged',
      byte_offset: start.length,
      test_cases: cases,
    });
  });

  test.each(['\u00e9', '\u20ac', '\u{1f600}'])(
    'a report cut off inside %s ends where the file ends',
    async (character) => {
      const whole = Buffer.from(`<testsuite><testcase name="a"/><testcase name="${character}`);
      const cut = whole.subarray(0, -1);
      expect(await report(cut)).toMatchObject({
        test_cases: 1,
        outcome: 'salvaged',
        byte_offset: cut.length,
      });
    },
  );
});

describe('after the last element', () => {
  test.each(['', '\n', '<!-- done -->', '<?x?>', '<?x y?>\n'])(
    '%j is not damage',
    async (ending) => {
      expect(await report(`<testsuite/>${ending}`)).toMatchObject({
        outcome: 'parsed',
        reason: null,
      });
    },
  );

  test.each(['<!--', '<!-- cut off', '<?x', ']', '&', '<', '<!'])(
    '%j is damage',
    async (ending) => {
      const { outcome, reason } = await report(`<testsuite/>${ending}`);
      expect(outcome).toBe('salvaged');
      // The document contained an element.
      expect(reason).not.toBe('no XML element');
    },
  );
});
