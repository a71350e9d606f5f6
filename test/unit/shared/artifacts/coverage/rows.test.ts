import { describe, expect, test } from 'vitest';
import { coverageKind } from '../../../../../shared/artifacts/coverage/kind.ts';
import { parseObjectName } from '../../../../../shared/artifacts/object-name.ts';
import type { OpenRowSink } from '../../../../../shared/artifacts/row-sink.ts';
import { faultOfRow } from '../../../../../shared/messages/row-fault.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { NAMING, SETTINGS } from '../../../../support/settings.ts';
import { SAMPLES } from './samples.ts';

type Row = Readonly<Record<string, unknown>>;

/** Returns the rows of a report with a name in the folder of a build of a job. */
async function rowsOf(
  body: string,
  { name = 'coverage.out', job = 'ci-kops' } = {},
): Promise<readonly Row[]> {
  const object = `logs/${job}/1991387062838034432/artifacts/${name}`;
  const artifact = parseObjectName(object, NAMING);
  const rows: Row[] = [];
  const openSink: OpenRowSink = (_table, common) => ({
    get written() {
      return rows.length;
    },
    write: (row) => {
      rows.push({ ...common, ...row });
      return undefined;
    },
    flush: () => Promise.resolve(),
  });
  const version = {
    bucket: 'ci',
    name: object,
    generation: '1',
    sizeBytes: body.length,
    updatedAt: '2026-11-20T12:00:00.000Z',
  };
  const source = {
    ...SETTINGS,
    version,
    bytes: inPieces(body),
    build: artifact?.build,
    path: artifact?.path ?? '',
    buildDate: '2026-11-20',
    parserVersion: 1,
  };
  const result = await coverageKind.writeRows(source, openSink);
  expect(result.rows).toBe(rows.length);
  return rows;
}

const HUGE = String(Number.MAX_SAFE_INTEGER);

describe('load accepts the rows of', () => {
  test.each([
    ...Object.entries(SAMPLES),
    [
      'counters beyond 2^53',
      `<report name="r"><package name="p"><sourcefile name="A.java"><counter type="LINE" missed="${HUGE}" covered="${HUGE}"/></sourcefile></package></report>`,
    ],
    [
      'conditions beyond 2^53',
      `<coverage clover="1"><project><file path="a.js"><line num="1" type="cond" truecount="${HUGE}" falsecount="${HUGE}"/></file></project></coverage>`,
    ],
    [
      'statements beyond 2^53',
      `mode: set\n${Array.from({ length: 9 }, (_, i) => `a.go:${i + 1}.1,2147483647.1 2147483647 ${HUGE}\n`).join('')}`,
    ],
    [
      'a path with control characters',
      '{"\\u0000a\\u001b\\ud800.js":{"statementMap":{},"s":{},"b":{},"f":{}}}',
    ],
    [
      'negative and broken counts',
      '{"a.js":{"statementMap":{"0":{"start":{"line":1}}},"s":{"0":-1.5},"f":{"0":0.5},"b":{"x":[null,-1]}}}',
    ],
  ])('%s', async (_what, body) => {
    const rows = await rowsOf(body);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(faultOfRow('coverage_files', JSON.parse(JSON.stringify(row)) as Row)).toBeUndefined();
      // eslint-disable-next-line no-control-regex -- these characters are searched for
      expect(`${String(row['path'])}${String(row['written_path'])}`).not.toMatch(/[\x00-\x1f]/);
    }
  });
});

test('rows are in the order of the paths in the repository, and numbered', async () => {
  const rows = await rowsOf(SAMPLES.go);
  expect(rows).toMatchObject([
    { path: 'cmd/main.go', ordinal: 0, report: 'artifacts/coverage.out', flag: null },
    { path: 'pkg/a.go', ordinal: 1, report: 'artifacts/coverage.out', flag: null },
  ]);
});

describe('the kind of tests', () => {
  test.each([
    ['unit-coverage.out', 'ci-kops', 'unit'],
    ['E2E/coverage.out', 'ci-kops', 'e2e'],
    ['coverage.out', 'ci-kops-integration', 'integration'],
    ['unit/coverage.out', 'ci-kops-e2e', 'unit'],
    ['coverage.out', 'ci-kops', null],
  ])('of %s of the job %s is %j', async (name, job, flag) => {
    const rows = await rowsOf(SAMPLES.go, { name, job });
    expect(rows[0]).toMatchObject({ flag, report: `artifacts/${name}` });
  });
});
