import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const testCases = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<testcase name="t${i}"/>`).join('');
const xml = (count: number): string => `<testsuite>${testCases(count)}</testsuite>`;

async function report(bytes: Uint8Array): Promise<ReportRecord | undefined> {
  for await (const batch of readJUnit(inPieces(bytes, 4096), { policies: POLICIES })) {
    const last = batch.at(-1);
    if (last?.kind === 'report') return last;
  }
  return undefined;
}

function wrongChecksum(text: string): Buffer {
  const bytes = gzipSync(text);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8);
  return bytes;
}

/** Without compression the text is stored in blocks of 65,535 bytes; the header of the second block states its length. */
function damagedSecondBlock(text: string): Buffer {
  const bytes = gzipSync(text, { level: 0 });
  const second = bytes.readUInt16LE(11) + 15;
  bytes.fill(0xff, second, second + 5);
  return bytes;
}

describe.each([1, 20, budget(50_000)])('a compressed report of %d test cases', (count) => {
  test('with a wrong checksum is salvaged as a whole', async () => {
    expect(await report(wrongChecksum(xml(count)))).toMatchObject({
      outcome: 'salvaged',
      reason: 'the gzip data does not match its checksum',
      test_cases: count,
      byte_offset: xml(count).length,
    });
  });

  test('with other data after its end is salvaged as a whole', async () => {
    const bytes = Buffer.concat([gzipSync(xml(count)), Buffer.from('<html>')]);
    expect(await report(bytes)).toMatchObject({
      outcome: 'salvaged',
      reason: 'other data follows the gzip data',
      test_cases: count,
    });
  });

  test('of two members is read as a whole', async () => {
    const middle = xml(count).length / 2;
    const parts = [xml(count).slice(0, middle), xml(count).slice(middle)];
    expect(await report(Buffer.concat(parts.map((part) => gzipSync(part))))).toMatchObject({
      outcome: 'parsed',
      test_cases: count,
    });
  });
});

test('a report that is corrupt in the middle is salvaged up to there', async () => {
  const text = xml(5000);
  const bytes = damagedSecondBlock(text);
  const readable = bytes.readUInt16LE(11);
  const whole = text.slice(0, readable).match(/<testcase [^>]*\/>/g)?.length;
  expect(await report(bytes)).toMatchObject({
    outcome: 'salvaged',
    reason: 'the gzip data is corrupt',
    test_cases: whole,
    byte_offset: readable,
  });
});

test('a truncated report is salvaged up to its end', async () => {
  const bytes = gzipSync(xml(5000));
  const cut = await report(bytes.subarray(0, bytes.length / 2));
  expect(cut).toMatchObject({ outcome: 'salvaged', reason: 'cut off inside <testsuite>' });
  expect(cut?.test_cases).toBeGreaterThan(1000);
});
