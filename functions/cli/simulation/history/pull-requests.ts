import { simulateBuild } from '../builds/build.ts';
import { JOB_CATALOG } from '../catalog/jobs.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { selectionFilter, SUITE_TESTS } from '../catalog/tests.ts';
import type { Job } from '../jobs/job.ts';
import { batchOf } from '../jobs/presubmits.ts';
import { Random } from '../random.ts';
import type { World } from '../world.ts';
import { randomTitle } from './commits.ts';
import type { JobRun, PullRequestCommit, TestedRefs } from './run.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A commit of a pull request and the time at which it was pushed. */
interface Push {
  readonly pull: PullRequestCommit;
  readonly at: number;
  /** Time at which the next commit was pushed. */
  readonly until: number | undefined;
}

/** Generates the runs of all presubmits and batch jobs. */
export function* pullRequestRuns(world: World): Generator<JobRun> {
  const presubmits = world.jobs.filter(({ family }) => family === 'presubmit');
  const pushes = pushesOf(world);
  for (const push of pushes) {
    for (const job of presubmits) {
      if (randomFor(world, 'wanted', push.pull.sha, job.name).chance(job.share)) {
        yield* withRetests(world, job, push);
      }
    }
  }
  yield* batchRuns(world, presubmits, pushes);
}

function randomFor({ settings }: World, ...labels: readonly (string | number)[]): Random {
  return new Random(settings.seed, 'pulls', ...labels);
}

/** Returns all commits of all pull requests, which are opened at random times of the window. */
function pushesOf(world: World): readonly Push[] {
  const { window, settings } = world;
  const { pulls_per_day, first_number, pushes, hours_between_pushes } = JOB_CATALOG.presubmits;
  return Array.from({ length: Math.round(pulls_per_day * settings.days) }, (_, i) => {
    const number = first_number + i * 3 + 1;
    const random = randomFor(world, number);
    const opened = window.start + ((i + random.next()) * DAY) / pulls_per_day;
    const about = { number, author: random.pick(REPOSITORY.authors), title: randomTitle(random) };
    const times = [Math.round(opened)];
    const count = random.integer(pushes);
    while (times.length < count) {
      times.push(
        Math.round((times.at(-1) ?? opened) + random.between(hours_between_pushes) * HOUR),
      );
    }
    return times.map((at, k) => ({ at, until: times[k + 1], pull: pushed(about, random) }));
  })
    .flat()
    .filter(({ at }) => at < window.end);
}

function pushed(
  about: Pick<PullRequestCommit, 'number' | 'author' | 'title'>,
  random: Random,
): PullRequestCommit {
  const isBroken = random.chance(JOB_CATALOG.presubmits.broken_push_share);
  const isSelected = selectionFilter(JOB_CATALOG.defaults.selection);
  const candidates = SUITE_TESTS.filter((test) => isSelected(test) && test.onlyOn === undefined);
  const breaks = isBroken ? random.pick(candidates) : undefined;
  return { ...about, sha: random.hex(40), breaks };
}

/** Generates a run and its retests on the same commits; only a failed build is retested, and not always. */
function* withRetests(world: World, job: Job, { pull, at, until }: Push): Generator<JobRun> {
  const random = randomFor(world, 'retest', pull.sha, job.name);
  const { retests, retest_share, minutes_to_retest } = JOB_CATALOG.presubmits;
  const maxRetests = random.integer(retests);
  const refs: TestedRefs = {
    base: world.commits.newestAt(REPOSITORY.default_branch, at),
    pulls: [pull],
  };
  let triggeredAt = at + random.integer([3_000, 40_000]);
  for (let attempt = 0; attempt <= maxRetests && triggeredAt < world.window.end; attempt++) {
    const key = `${job.name}@${pull.sha}#${attempt}`;
    const run: JobRun = { key, job, triggeredAt, refs, supersededAt: until };
    yield run;
    const { isPassed, ending, times } = simulateBuild(world, run);
    if (isPassed || ending.kind === 'aborted' || !random.chance(retest_share)) return;
    triggeredAt = Math.round(times.completed + random.between(minutes_to_retest) * MINUTE);
    if (until !== undefined && triggeredAt >= until) return;
  }
}

/** Generates the batch runs, which test some open pull requests together in the jobs that always run. */
function* batchRuns(
  world: World,
  presubmits: readonly Job[],
  pushes: readonly Push[],
): Generator<JobRun> {
  const { batches_per_day, batch_size } = JOB_CATALOG.presubmits;
  const jobs = presubmits.filter(({ share }) => share === 1).map(batchOf);
  for (let i = 0; i < Math.round(batches_per_day * world.settings.days); i++) {
    const random = randomFor(world, 'batch', i);
    const at = Math.round(world.window.start + ((i + random.next()) * DAY) / batches_per_day);
    const open = pushes.filter((push) => push.at < at && (push.until ?? Infinity) > at);
    const pulls = random.sample(open, random.integer(batch_size)).map(({ pull }) => pull);
    if (pulls.length < 2 || at >= world.window.end) continue;
    const refs = { base: world.commits.newestAt(REPOSITORY.default_branch, at), pulls };
    for (const job of jobs) {
      const key = `batch-${i}@${job.name}`;
      yield {
        key,
        job,
        triggeredAt: at + random.integer([0, 9_000]),
        refs,
        supersededAt: undefined,
      };
    }
  }
}
