import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindOfContent, kindOfFileName } from '../../../shared/artifacts/content.ts';
import type { AttemptRecord, ReportRecord } from '../../../shared/artifacts/junit/records.ts';
import type { BuildFileRecord } from '../../../shared/artifacts/prow/records.ts';
import type { ArtifactKind } from '../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS } from '../../../shared/artifacts/registry.ts';
import { UnreadableArtifactError } from '../../../shared/errors.ts';
import { POLICIES } from '../../support/policies.ts';
import { describeIf } from '../../support/required.ts';
import { CORPUS, HAS_CORPUS, readTruth, type Truth } from './truth.ts';

const JUNIT = readTruth(/^junit\//);
const PROW = readTruth(/^prow\//);
const HOSTILE_JUNIT = readTruth(/^hostile\/(own\/junit|junit-plugin|ReportGenerator)\//);
const HOSTILE_PROW = readTruth(/^hostile\/own\/prow\//);

/** Records of the samples: reports and build files. */
type SampleRecord = AttemptRecord | ReportRecord | BuildFileRecord;

interface Reading {
  readonly records: readonly SampleRecord[];
  readonly rejected?: string;
}

/** Returns the kind of a hostile Prow file, according to the defect in its name; most of them are finished.json. */
function kindOfHostile(path: string): ArtifactKind {
  if (path.includes('big-build-id')) return 'prowjob';
  return /repos|pull/.test(path) ? 'started' : 'finished';
}

async function read(path: string, kind?: ArtifactKind): Promise<Reading> {
  const open = () => createReadStream(fileURLToPath(CORPUS) + path);
  const records: SampleRecord[] = [];
  try {
    const known = kind ?? kindOfFileName(path, POLICIES) ?? (await kindOfContent(open()));
    for await (const batch of ARTIFACT_KINDS[known].read(open(), { policies: POLICIES }))
      records.push(...(batch as readonly SampleRecord[]));
    return { records };
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return { records, rejected: error.message };
    throw error;
  }
}

/** Returns whether the reading reported a problem. */
function reportsProblem({ records, rejected }: Reading): boolean {
  if (rejected !== undefined) return true;
  return records.some(
    (record) =>
      ('warnings' in record && record.warnings.length > 0) ||
      (record.kind === 'report' && record.outcome === 'salvaged'),
  );
}

function reportOf({ records }: Reading): ReportRecord | undefined {
  return records.find((record) => record.kind === 'report');
}

/** Values of `status` that state a skip where no child element does; the truth counts these test cases as passed. */
const SKIPS = ['notrun', 'disabled', 'skipped'];

/**
 * Expects the counts of the truth. Its rule for disabled tests applies: a reader may count all of them as skipped. The
 * truth adds negative times and ignores decimal commas, so that sums with them cannot be compared.
 */
function expectCounts(report: ReportRecord, truth: Truth): void {
  const { testcases, outcome, time_sum, status_values } = truth;
  const off = SKIPS.reduce((sum, value) => sum + (status_values?.[value] ?? 0), 0);
  const switchedOff = report.passed + off === outcome?.passed ? off : 0;
  expect({
    testcases: report.test_cases,
    passed: report.passed + switchedOff,
    failure: report.failed,
    error: report.errored,
    skipped: report.skipped - switchedOff,
  }).toEqual({ testcases, ...outcome });
  const hasDecimalComma = truth.time_unparsed?.some((time) => time.includes(',')) === true;
  if (truth.time_negative === undefined && !hasDecimalComma) {
    expect(report.duration_seconds).toBeCloseTo(time_sum ?? 0, 5);
  }
}

describeIf(HAS_CORPUS, '../shared/corpus is missing')('the samples', () => {
  test('are complete', () => {
    expect(JUNIT.length).toBeGreaterThan(150);
    expect(PROW.length).toBeGreaterThan(40);
    expect(HOSTILE_JUNIT.length + HOSTILE_PROW.length).toBeGreaterThan(120);
  });

  test.each([...JUNIT, ...HOSTILE_JUNIT])('$path', async ({ path, truth }) => {
    const reading = await read(path, 'junit');
    const report = reportOf(reading);
    if (truth.expect === 'reject') expect(reportsProblem(reading)).toBe(true);
    if (truth.expect === 'not-a-report') expect(reading.rejected).toBeDefined();
    if (truth.expect === 'accept') expect(report?.outcome).toBe('parsed');
    if (report !== undefined && truth.outcome !== undefined) expectCounts(report, truth);
    const attempts = reading.records.filter(({ kind }) => kind === 'attempt');
    expect(attempts).toHaveLength(report?.attempts ?? 0);
  });

  test.each(PROW)('$path', async ({ path, truth }) => {
    const { records, rejected } = await read(path);
    if (truth.expect === 'accept') expect(rejected).toBeUndefined();
    if (truth.expect === 'reject') expect(rejected).toBeDefined();
    const [record] = records;
    if (record?.kind === 'finished' && truth.result !== undefined) {
      expect(record.result).toBe(truth.result);
      expect(record.is_passed).toBe(truth.passed_effective);
    }
    if (record?.kind === 'started' || record?.kind === 'finished') {
      const time = record.kind === 'started' ? record.started_at : record.finished_at;
      const seconds = typeof truth.timestamp === 'number' ? truth.timestamp : null;
      expect(time === null ? null : Date.parse(time) / 1000).toBe(seconds);
    }
  });

  test.each(HOSTILE_PROW)('$path', async ({ path, truth }) => {
    const reading = await read(path, kindOfHostile(path));
    if (truth.expect === 'accept') expect(reading.rejected).toBeUndefined();
    if (truth.expect === 'reject') expect(reportsProblem(reading)).toBe(true);
  });
});
