import { simulate } from '../../../../../functions/cli/simulation/simulate.ts';
import type { BuildTruth } from '../../../../../functions/cli/simulation/truth/builds.ts';
import type { FlakyTestTruth } from '../../../../../functions/cli/simulation/truth/flakes.ts';
import type { MarkerTruth } from '../../../../../functions/cli/simulation/truth/markers.ts';
import type { TestTruth } from '../../../../../functions/cli/simulation/truth/names.ts';
import type { OutageTruth } from '../../../../../functions/cli/simulation/truth/outages.ts';
import type {
  RegressionJobTruth,
  RegressionTruth,
} from '../../../../../functions/cli/simulation/truth/regressions.ts';
import type { RetriedTestTruth } from '../../../../../functions/cli/simulation/truth/retries.ts';
import type { Truth } from '../../../../../functions/cli/simulation/truth/truth.ts';

/** The truth about one day without builds, of which tests replace parts. */
const EMPTY: Truth = {
  ...simulate({ seed: 1, days: 1, endDate: '2026-11-20', scale: 0 }).truth(),
  flaky_tests: [],
  regressions: [],
  recoveries: [],
  never_passed: [],
  outages: [],
  broken_pushes: [],
  failed_tests: [],
  retried_tests: [],
  builds: [],
  commits: [],
  markers: [],
  stale_markers: [],
  untested_promotions: [],
};

export function truthWith(parts: Partial<Truth>): Truth {
  return { ...EMPTY, ...parts };
}

export function testNamed(test_name: string): TestTruth {
  return { suite: 'e2e', class_name: 'e2e', test_name };
}

const EVERYWHERE = { kind: 'everywhere', dimension: null, value: null } as const;

/** Returns a flaky test with a number of failed builds, and of builds that failed and passed. */
export function flakyTest(name: string, failed: number, flaky: number): FlakyTestTruth {
  return {
    id: `flaky-${name}`,
    test: testNamed(name),
    probability: 0.1,
    scope: EVERYWHERE,
    failure_template: 'x',
    jobs: [{ job: 'job', builds: 50, failed_builds: failed, flaky_builds: flaky }],
  };
}

/** Returns a test with several attempts in one build. */
export function retried(name: string, outcomes: RetriedTestTruth['outcomes']): RetriedTestTruth {
  return { build_path: 'logs/job/1/', test: testNamed(name), outcomes };
}

/** Returns a regression whose first bad build is build 4 of `job`, by commit 4. */
export function regression(
  parts: Partial<RegressionTruth> = {},
  job: Partial<RegressionJobTruth> = {},
): RegressionTruth {
  return {
    id: 'regression-1',
    level: 'test',
    cause: 'kops',
    test: testNamed('broken'),
    scope: EVERYWHERE,
    failure_rate: 1,
    failure_template: 'x',
    first_bad_commit: commit(4),
    jobs: [
      {
        job: 'job',
        last_good_build: '3',
        first_bad_build: '4',
        last_bad_build: '6',
        first_good_build_after: '7',
        builds_before: 3,
        builds_bad: 3,
        builds_bad_failed: 3,
        builds_after: 3,
        ...job,
      },
    ],
    ...parts,
  };
}

export function commit(ordinal: number) {
  const committed_at = '2026-11-20T00:00:00.000Z';
  return { repository: 'org/repo', branch: 'main', ordinal, sha: `sha-${ordinal}`, committed_at };
}

/** Returns build `id` of `job`, which tests commit `id`. */
export function build(id: number, parts: Partial<BuildTruth> = {}): BuildTruth {
  return {
    build_path: `logs/job/${id}/`,
    job: 'job',
    build_id: String(id),
    triggered_at: `2026-11-20T0${id}:00:00.000Z`,
    started_at: `2026-11-20T0${id}:00:00.000Z`,
    outcome: 'passed',
    failed_phase: null,
    failure_class: null,
    is_infra_failure: false,
    has_log: true,
    has_fetched_kops: true,
    death_reason: null,
    faults: [],
    has_report: true,
    region: 'here',
    build_cluster: null,
    credentials: {},
    kops_version: '1.0',
    kops_commit: `sha-${id}`,
    checkout_commit: `sha-${id}`,
    pull_number: null,
    ...parts,
  };
}

/** Returns a marker with its versions and their dates. */
export function marker(
  name: string,
  ...writes: readonly (readonly [string, string])[]
): MarkerTruth {
  return {
    marker: name,
    branch: 'main',
    channel: 'latest-ci',
    writes: writes.map(([version, date]) => ({
      version,
      commit: version,
      written_at: `${date}T12:00:00.000Z`,
      promoted_by: null,
    })),
  };
}

export function outage(id: string, parts: Partial<OutageTruth> = {}): OutageTruth {
  return {
    id,
    cloud: 'aws',
    region: null,
    from: '2026-11-20T00:00:00.000Z',
    until: '2026-11-20T06:00:00.000Z',
    share: 0.9,
    builds_in_reach: 10,
    builds_broken: 9,
    ...parts,
  };
}
