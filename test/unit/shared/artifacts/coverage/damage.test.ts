import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { CoverageRecord } from '../../../../../shared/artifacts/coverage/records.ts';
import { coverageOf, coverageOrReason } from './coverage-of.ts';
import { SAMPLES } from './samples.ts';
import { stride } from '../../../../support/budget.ts';

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

/** Formats that have no end: a report is whole after each of its lines. */
const WITHOUT_END = ['go', 'lcov'];

/** Returns what is wrong with a report that was cut off; nothing is expected to be. */
function faultsOf(report: CoverageRecord, whole: CoverageRecord, length: number): unknown[] {
  const { outcome, reason, byte_offset, format } = report;
  const faults: unknown[] = exceeding(report, whole).map((name) => `more ${name}`);
  if (outcome === 'parsed' && !WITHOUT_END.includes(format)) faults.push('is taken for whole');
  if ((reason === null) !== (outcome === 'parsed')) faults.push({ outcome, reason });
  if ((byte_offset ?? 0) > length) faults.push({ byte_offset });
  return faults.length === 0 ? [] : [{ length, faults }];
}

describe.each(Object.entries(SAMPLES))('a report of %s', (_format, text) => {
  const bytes = Buffer.from(text.trimEnd());

  test('cut off anywhere is rejected, salvaged or read, and has no more than the whole one', async () => {
    const { report: whole } = await coverageOf(bytes);
    const faults: unknown[] = [];
    for (let length = 0; length < bytes.length; length += stride(3)) {
      const cut = await coverageOrReason(bytes.subarray(0, length), 997);
      if (typeof cut !== 'string') faults.push(...faultsOf(cut.report, whole, length));
    }
    expect(faults).toEqual([]);
  });

  test('cut off inside of its compressed bytes is rejected or salvaged', async () => {
    const compressed = gzipSync(bytes);
    const outcomes = new Set<string>();
    for (let missing = 1; missing < compressed.length; missing += stride(3)) {
      const cut = await coverageOrReason(compressed.subarray(0, -missing), 997);
      outcomes.add(typeof cut === 'string' ? 'rejected' : cut.report.outcome);
    }
    expect([...outcomes].sort()).toEqual(['rejected', 'salvaged']);
  });

  test('with a byte replaced is rejected, salvaged or read', async () => {
    for (let at = 0; at < bytes.length; at += stride(7)) {
      const changed = Buffer.from(bytes);
      changed[at] = [0, 0x22, 0x2c, 0x39, 0x7b, 0x7d, 0x80, 0xff][at % 8] ?? 0;
      await expect(coverageOrReason(changed, 997)).resolves.toBeDefined();
    }
  });
});
