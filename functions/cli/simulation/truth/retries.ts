import type { AttemptOutcome, BuildOutcome } from '../../../../shared/domain/outcome.ts';
import { buildPath } from '../artifacts/paths.ts';
import { testTruth, type TestTruth } from './names.ts';
import type { ObservedBuild } from './observed-build.ts';

/** Several builds of one job on the same commits of a pull request. */
interface RetriedBuildsTruth {
  readonly job: string;
  readonly pull_number: number;
  readonly head_sha: string;
  readonly base_sha: string;
  readonly builds: readonly { readonly build_id: string; readonly outcome: BuildOutcome | null }[];
}

/** A test with several attempts in one build. */
export interface RetriedTestTruth {
  readonly build_path: string;
  readonly test: TestTruth;
  readonly outcomes: readonly AttemptOutcome[];
}

/** The part of the truth about retries, and about failures that no other list explains. */
export interface RetriesTruth {
  readonly retried_builds: readonly RetriedBuildsTruth[];
  readonly retried_tests: readonly RetriedTestTruth[];
  /** Commits of pull requests that break a test. */
  readonly broken_pushes: readonly {
    readonly pull_number: number;
    readonly head_sha: string;
    readonly test: TestTruth;
  }[];
  /** Failed tests that no fault explains. */
  readonly background_failures: readonly {
    readonly build_path: string;
    readonly test: TestTruth;
  }[];
}

type Group = RetriedBuildsTruth & { readonly builds: RetriedBuildsTruth['builds'][number][] };

/** Records retried builds and tests, commits that break a test, and background failures. */
export class RetryRecorder {
  readonly #groups = new Map<string, Group>();
  readonly #brokenPushes = new Map<string, RetriesTruth['broken_pushes'][number]>();
  readonly #tests: RetriedTestTruth[] = [];
  readonly #background: RetriesTruth['background_failures'][number][] = [];

  addBuild(observed: ObservedBuild): void {
    const { run, cases } = observed.build;
    const build_path = buildPath(run);
    for (const { test, attempts } of cases) {
      const visible = observed.attempts.get(test.name) ?? [];
      const truth = testTruth(test);
      if (visible.length > 1) {
        const outcomes = visible.map(({ outcome }) => outcome);
        this.#tests.push({ build_path, test: truth, outcomes });
      }
      const isUnexplained = attempts.some(
        ({ outcome, fault }) => outcome !== 'passed' && fault === null,
      );
      if (isUnexplained && visible.length > 0) this.#background.push({ build_path, test: truth });
    }
    if (run.job.family === 'presubmit') this.#addPull(observed);
  }

  truth(): RetriesTruth {
    return {
      retried_builds: [...this.#groups.values()].filter(({ builds }) => builds.length > 1),
      retried_tests: this.#tests,
      broken_pushes: [...this.#brokenPushes.values()],
      background_failures: this.#background,
    };
  }

  #addPull({ build: { run }, outcome }: ObservedBuild): void {
    const [pull] = run.refs?.pulls ?? [];
    if (run.refs === undefined || pull === undefined) return;
    const { number: pull_number, sha: head_sha, breaks } = pull;
    if (breaks !== undefined) {
      this.#brokenPushes.set(head_sha, { pull_number, head_sha, test: testTruth(breaks) });
    }
    const job = run.job.name;
    const key = `${job}@${head_sha}`;
    const base_sha = run.refs.base.sha;
    const group = this.#groups.get(key) ?? { job, pull_number, head_sha, base_sha, builds: [] };
    group.builds.push({ build_id: run.buildId, outcome: outcome ?? null });
    this.#groups.set(key, group);
  }
}
