import { describe, expect, test } from 'vitest';
import {
  RECOVERIES,
  REGRESSIONS,
} from '../../../../../functions/cli/evaluation/changes/change-kinds.ts';
import {
  TEST_PHASE,
  UP_PHASE,
  WHOLE_BUILD,
  type TestNames,
} from '../../../../../functions/cli/evaluation/keys.ts';
import type {
  RecoveryTruth,
  RegressionTruth,
} from '../../../../../functions/cli/simulation/truth/regressions.ts';
import type { Truth } from '../../../../../functions/cli/simulation/truth/truth.ts';
import { build, commit, regression, testNamed, truthWith } from './truths.ts';

const BUILDS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => build(id));
const COMMITS = BUILDS.map((_, i) => commit(i + 1));
const BROKEN = testNamed('broken');
const UP_BROKEN = { level: 'up', test: null } as const;
const CREATION_BROKEN = { level: 'create', test: null } as const;

function row(names: TestNames, before: number, after: number) {
  const { suite, class_name, test_name } = names;
  const builds = { last_build_before: String(before), first_build_after: String(after) };
  return { job: 'job', suite, class_name, test_name, ...builds };
}

interface Case {
  readonly about: string;
  readonly planned: RegressionTruth;
  readonly rows: readonly object[];
  /** Numbers of expected, found and right findings, for changes, builds and commits. */
  readonly counts: readonly (readonly [number, number, number])[];
  readonly builds?: Truth['builds'];
}

const NONE = [0, 0, 0] as const;
const RIGHT = [1, 1, 1] as const;
const WRONG = [1, 1, 0] as const;

const CASES: readonly Case[] = [
  {
    about: 'the test and its first bad build',
    planned: regression(),
    rows: [row(BROKEN, 3, 4)],
    counts: [RIGHT, RIGHT, RIGHT],
  },
  {
    about: 'a build too late',
    planned: regression(),
    rows: [row(BROKEN, 4, 5)],
    counts: [RIGHT, RIGHT, WRONG],
  },
  {
    about: 'two builds too late',
    planned: regression(),
    rows: [row(BROKEN, 5, 6)],
    counts: [RIGHT, WRONG, WRONG],
  },
  {
    about: 'two builds too late, one of which did not run the test',
    planned: regression(),
    rows: [row(BROKEN, 3, 6)],
    builds: BUILDS.map((one) =>
      one.build_id === '5' ? { ...one, outcome: 'failed', failed_phase: 'up' } : one,
    ),
    counts: [RIGHT, RIGHT, RIGHT],
  },
  {
    about: 'a build of another job',
    planned: regression(),
    rows: [row(BROKEN, 3, 99)],
    counts: [RIGHT, WRONG, WRONG],
  },
  {
    about: 'nothing',
    planned: regression(),
    rows: [],
    counts: [[1, 0, 0], NONE, NONE],
  },
  {
    about: 'another test',
    planned: regression(),
    rows: [row(testNamed('other'), 3, 4)],
    counts: [WRONG, NONE, NONE],
  },
  {
    about: 'the phase Test and the whole build as well',
    planned: regression(),
    rows: [row(BROKEN, 3, 4), row(TEST_PHASE, 3, 4), row(WHOLE_BUILD, 3, 4)],
    counts: [RIGHT, RIGHT, RIGHT],
  },
  {
    about: 'a change with too few builds before',
    planned: regression({}, { builds_before: 2 }),
    rows: [row(BROKEN, 3, 4)],
    counts: [NONE, NONE, NONE],
  },
  {
    about: 'a change with too few failures',
    planned: regression({}, { builds_bad_failed: 2 }),
    rows: [row(BROKEN, 3, 4)],
    counts: [NONE, NONE, NONE],
  },
  {
    about: 'a regression without a good build before it',
    planned: regression({ first_bad_commit: null }, { last_good_build: null }),
    rows: [row(BROKEN, 3, 4)],
    counts: [[0, 1, 0], NONE, NONE],
  },
  {
    about: 'clusters that do not validate',
    planned: regression(UP_BROKEN),
    rows: [row(UP_PHASE, 3, 4), row(WHOLE_BUILD, 3, 4)],
    counts: [RIGHT, RIGHT, RIGHT],
  },
  {
    about: 'the phase Test where clusters do not validate',
    planned: regression(UP_BROKEN),
    rows: [row(TEST_PHASE, 3, 4)],
    counts: [WRONG, NONE, NONE],
  },
  {
    about: 'clusters that cannot be created',
    planned: regression(CREATION_BROKEN),
    rows: [row(WHOLE_BUILD, 3, 4)],
    counts: [RIGHT, RIGHT, RIGHT],
  },
  {
    about: 'a change of the test code',
    planned: regression({ cause: 'test_code' }),
    rows: [row(BROKEN, 3, 4)],
    builds: BUILDS.map((one) => ({ ...one, kops_commit: 'sha-1' })),
    counts: [RIGHT, RIGHT, RIGHT],
  },
];

describe.each(CASES)('found: $about', ({ planned, rows, counts, builds = BUILDS }) => {
  test('has the expected counts', () => {
    const truth = truthWith({ regressions: [planned], builds, commits: COMMITS });
    expect(countsOf(REGRESSIONS.judge(truth, rows))).toEqual(counts);
  });
});

const RECOVERY: RecoveryTruth = {
  regression: 'regression-1',
  level: 'test',
  test: BROKEN,
  first_good_commit: commit(7),
  jobs: regression().jobs,
};

describe.each([
  { about: 'the first good build', rows: [row(BROKEN, 6, 7)], counts: [RIGHT, RIGHT, RIGHT] },
  { about: 'the first bad build', rows: [row(BROKEN, 3, 4)], counts: [RIGHT, WRONG, WRONG] },
  { about: 'nothing', rows: [], counts: [[1, 0, 0], NONE, NONE] },
])('a recovery with $about', ({ rows, counts }) => {
  test('has the expected counts', () => {
    const truth = truthWith({
      regressions: [regression()],
      recoveries: [RECOVERY],
      builds: BUILDS,
      commits: COMMITS,
    });
    expect(countsOf(RECOVERIES.judge(truth, rows))).toEqual(counts);
  });
});

function countsOf(scores: ReturnType<typeof REGRESSIONS.judge>) {
  return scores.map(({ score: { expected, found, right } }) => [expected, found, right]);
}
