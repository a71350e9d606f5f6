import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { CoverageRecord } from '../../../../../shared/artifacts/coverage/records.ts';
import { coverageOf, coverageOrReason } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';

const COUNTS = [
  'files',
  ...(['lines', 'statements', 'branches', 'functions'] as const).flatMap(
    (unit) => [`${unit}_total`, `${unit}_covered`] as const,
  ),
] as const;

/** Returns the counts of a report that are greater than those of another one. */
function exceeding(report: CoverageRecord, whole: CoverageRecord): readonly string[] {
  return COUNTS.filter((name) => (report[name] ?? 0) > (whole[name] ?? 0));
}

describe.each(Object.entries(SAMPLES))('a report of %s', (_format, text) => {
  const bytes = Buffer.from(text);

  test('cut off at any byte is rejected, salvaged or read, and has no more than the whole one', async () => {
    const { report: whole } = await coverageOf(bytes);
    for (let length = 0; length < bytes.length; length++) {
      const cut = await coverageOrReason(bytes.subarray(0, length), 997);
      if (typeof cut === 'string') {
        expect(cut).not.toBe('');
        continue;
      }
      expect({ length, exceeding: exceeding(cut.report, whole) }).toEqual({
        length,
        exceeding: [],
      });
      expect(cut.report.reason === null).toBe(cut.report.outcome === 'parsed');
      expect(cut.report.byte_offset === null).toBe(cut.report.outcome === 'parsed');
      expect(cut.report.byte_offset ?? 0).toBeLessThanOrEqual(length);
    }
  });

  test('that lacks more than its last line end is not taken for a whole one', async () => {
    const { report: whole } = await coverageOf(bytes);
    const end = Buffer.from(text.trimEnd()).length;
    for (let length = 0; length < end; length++) {
      const cut = await coverageOrReason(bytes.subarray(0, length), 997);
      if (typeof cut === 'string' || cut.report.outcome === 'salvaged') continue;
      // Formats without an end are whole after each line.
      expect(['go', 'lcov']).toContain(cut.report.format);
      expect(cut.report.files).toBeLessThanOrEqual(whole.files);
    }
  });

  test('cut off inside of its compressed bytes is rejected or salvaged', async () => {
    const compressed = gzipSync(bytes);
    for (let length = 0; length < compressed.length; length++) {
      const cut = await coverageOrReason(compressed.subarray(0, length), 997);
      if (typeof cut !== 'string') expect(cut.report.outcome).toBe('salvaged');
    }
  });

  test('with any byte replaced is rejected, salvaged or read', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = [0, 0x22, 0x2c, 0x39, 0x7b, 0x7d, 0x80, 0xff][at % 8] ?? 0;
      const read = await coverageOrReason(changed, 997);
      if (typeof read !== 'string') expect(read.report.kind).toBe('coverage');
    }
  });
});
