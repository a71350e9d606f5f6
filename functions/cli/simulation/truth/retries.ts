import { buildPath } from '../artifacts/paths.ts';
import { testTruth } from './names.ts';
import type { ObservedBuild } from './observed-build.ts';
import type { RetriedBuildsTruth, RetriedTestTruth, Truth } from './truth.ts';

type Group = RetriedBuildsTruth & { readonly builds: RetriedBuildsTruth['builds'][number][] };

/** Notes what ran more than once on the same commits, and what should not have been tried again. */
export class RetryRecorder {
  readonly #groups = new Map<string, Group>();
  readonly #brokenPushes = new Map<string, Truth['broken_pushes'][number]>();
  readonly #tests: RetriedTestTruth[] = [];
  readonly #background: Truth['background_failures'][number][] = [];

  add(seen: ObservedBuild): void {
    const { run, cases } = seen.build;
    const build_path = buildPath(run);
    for (const { test, attempts } of cases) {
      const visible = seen.attempts.get(test.name) ?? [];
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
    if (run.job.family === 'presubmit') this.#addPull(seen);
  }

  get(): Pick<Truth, 'retried_builds' | 'retried_tests' | 'broken_pushes' | 'background_failures'> {
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
