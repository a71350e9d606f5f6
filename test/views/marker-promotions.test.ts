/** Tests whether promoted versions are marked as tested, depending on the versions under test of earlier builds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import type { JsonValue } from '../../shared/schema/tables.ts';
import { GoogleSqlReference } from '../support/googlesql-reference.ts';
import type { CaseRow, ViewCase } from './case.ts';
import { DuckDbCases } from './duckdb-cases.ts';
import { inline } from './inline.ts';
import { sorted } from './sorted.ts';

const MARKER = 'kops/releases/markers/master/latest-ci-updown-green.txt';

const VIEWS = readViews();

const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** A build that publishes the marker: the job of build `31` specifies version `v3`, that of build `3` specifies none. */
function build(id: number, hour: number, parts: CaseRow = {}): CaseRow {
  return {
    object_name: `p/${id}/`,
    build_id: String(id),
    started_at: at(hour),
    is_complete: true,
    outcome: 'passed',
    kops_release: id < 10 ? null : `v${Math.floor(id / 10)}`,
    published_marker: `gs://k8s-staging-kops/${MARKER}`,
    ...parts,
  };
}

/** Returns the rows of a build that failed only when it deleted its cluster. */
function failedToTakeDown(id: number, hour: number) {
  const attempt = { object_name: `p/${id}/artifacts/junit_runner.xml`, build_path: `p/${id}/` };
  const down = { ...attempt, suite: 'kubetest2', test_name: 'Down', test_id: 'd', case_ordinal: 2 };
  const all = { ...attempt, suite: 'e2e', test_name: 't', test_id: 't', case_ordinal: 1 };
  return {
    builds: [build(id, hour, { outcome: 'failed' })],
    ingested_objects: [{ object_name: attempt.object_name, kind: 'junit', outcome: 'parsed' }],
    test_attempts: [
      { ...all, build_id: String(id), outcome: 'passed' },
      { ...down, build_id: String(id), ordinal: 1, outcome: 'failed' },
    ],
  };
}

interface Case {
  readonly about: string;
  readonly tables: ViewCase['tables'];
  /** The promoted versions with their times. */
  readonly promotions: readonly (readonly [string, number])[];
  /** Version, newest build that had started, its version under test, and whether the promoted version is tested. */
  readonly expected: readonly (readonly JsonValue[])[];
}

const CASES: readonly Case[] = [
  {
    about: 'the version that the build had under test',
    tables: { builds: [build(11, 8)] },
    promotions: [['v1', 9]],
    expected: [['v1', '11', 'v1', true]],
  },
  {
    about: 'a newer version than the one under test, which is tested only later',
    tables: { builds: [build(11, 8), build(21, 12)] },
    promotions: [['v2', 9]],
    expected: [['v2', '11', 'v1', false]],
  },
  {
    about: 'a version that an earlier build had under test',
    tables: { builds: [build(11, 4), build(21, 8)] },
    promotions: [
      ['v2', 9],
      ['v1', 10],
    ],
    expected: [
      ['v2', '21', 'v2', true],
      ['v1', '21', 'v2', true],
    ],
  },
  {
    about: 'a version that was under test and did not pass',
    tables: { builds: [build(21, 4, { outcome: 'failed' }), build(11, 8)] },
    promotions: [['v2', 9]],
    expected: [['v2', '11', 'v1', false]],
  },
  {
    about: 'a version whose tests passed although the cluster could not be deleted',
    tables: failedToTakeDown(11, 8),
    promotions: [['v1', 9]],
    expected: [['v1', '11', 'v1', true]],
  },
  {
    about: 'a build with an unknown version under test, after one with the promoted version',
    tables: { builds: [build(11, 4), build(2, 8)] },
    promotions: [
      ['v1', 9],
      ['v2', 10],
    ],
    expected: [
      ['v1', '2', null, true],
      ['v2', '2', null, null],
    ],
  },
  {
    about: 'a version that was tested by other jobs, which are not pipelines of the marker',
    tables: { builds: [build(11, 8, { job: 'grid', published_marker: null })] },
    promotions: [['v1', 9]],
    expected: [['v1', null, null, null]],
  },
];

const duckDb = new DuckDbCases(VIEWS);
let reference: GoogleSqlReference;

beforeAll(async () => {
  reference = await GoogleSqlReference.start();
});

afterAll(async () => {
  await duckDb.close();
  await reference.close();
});

describe.each(CASES)('$about', ({ tables, promotions, expected }) => {
  const columns = ['version', 'build_id', 'build_version', 'is_tested'];
  const markers = promotions.map(([version, hour], i) => ({
    object_name: MARKER,
    generation: i + 1,
    branch: 'master',
    channel: 'latest-ci-updown-green',
    version,
    written_at: at(hour),
  }));
  const viewCase: ViewCase = {
    view: 'marker_promotions',
    file: '',
    about: '',
    tables: { ...tables, version_markers: markers },
    columns,
    expected,
  };
  const untested = expected.filter((row) => row.at(-1) === false);
  const health = {
    promotions_checked: expected.filter((row) => row.at(-1) !== null).length,
    promoted_untested: untested.length,
    untested_version: untested[0]?.[0] ?? null,
    untested_build_id: untested[0]?.[1] ?? null,
    untested_build_version: untested[0]?.[2] ?? null,
  };
  const ofHealth = { ...viewCase, view: 'marker_health', columns: Object.keys(health) };

  test.each([
    {
      asked: viewCase,
      wanted: expected.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
    },
    { asked: ofHealth, wanted: [health] },
  ])('$asked.view', async ({ asked, wanted }) => {
    expect(sorted(await duckDb.answer(asked))).toEqual(sorted(wanted));
    expect(sorted(await reference.query(inline(VIEWS, asked)))).toEqual(sorted(wanted));
  });
});
