import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { ownRule, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { gridRuns, type GridRun } from './grid-runs.ts';
import type { SupportedGrid } from './supported-grids.ts';

const WINDOW_DAYS = 28;
/** A job without a run for as long is gone: all jobs run at least once a week. */
const GONE_AFTER_DAYS = 14;

/** A job with fewer runs was not seen often enough: the grid runs weekly. */
const MIN_RUNS = 4;

const NAME = 'redundant job';

const rowsSchema = z.array(z.object({ job: z.string() }));

/**
 * Returns the kind for jobs that can be removed. There are several correct sets of such jobs, so a set is judged by the
 * conditions that each must meet: a job is wrong if it is not a candidate, or if it shows an item that no remaining job
 * shows; a candidate is missed if it could be removed as well, one after the other.
 */
export function redundantJobs(grids: readonly SupportedGrid[]): FindingKind {
  return {
    name: NAME,
    rules: [ownRule('SELECT job FROM redundant_jobs')],
    judge: (truth, rows) => {
      const advised = new Set(rowsSchema.parse(rows).map(({ job }) => job));
      const required = removableJobs(liveRuns(grids, truth), truth, advised);
      return [{ kind: NAME, score: scoreFindings({ required }, advised) }];
    },
  };
}

type RunsByJob = ReadonlyMap<string, readonly GridRun[]>;

/** Returns the advised jobs that may be removed, and the candidates that could be removed after them. */
function removableJobs(
  live: RunsByJob,
  truth: Truth,
  advised: ReadonlySet<string>,
): ReadonlySet<string> {
  const shown = itemsOf(live, truth);
  const candidates = candidatesOf(live);
  const left = countsOf([...shown].flatMap(([job, items]) => (advised.has(job) ? [] : [...items])));
  const right = [...advised].filter(
    (job) => candidates.has(job) && [...(shown.get(job) ?? [])].every((item) => left.has(item)),
  );
  const missed = [...candidates.difference(advised)]
    .sort()
    .filter((job) => removeIfCovered(shown.get(job) ?? new Set(), left));
  return new Set([...right, ...missed]);
}

/** Removes a job's items from the counts if other jobs have all of them; returns whether they do. */
function removeIfCovered(items: ReadonlySet<string>, left: Map<string, number>): boolean {
  if ([...items].some((item) => left.get(item) === 1)) return false;
  for (const item of items) left.set(item, (left.get(item) ?? 0) - 1);
  return true;
}

function countsOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Returns the runs of the window by job, without jobs that are gone. */
function liveRuns(grids: readonly SupportedGrid[], truth: Truth): RunsByJob {
  const recent = gridRuns(grids, truth).filter(({ age }) => age < WINDOW_DAYS);
  const byJob = Map.groupBy(recent, ({ job }) => job.job);
  return new Map([...byJob].filter(([, runs]) => runs.some(({ age }) => age < GONE_AFTER_DAYS)));
}

/** Returns the jobs of the grid with enough runs, of which the newest passed. */
function candidatesOf(live: RunsByJob): ReadonlySet<string> {
  return new Set(
    [...live].flatMap(([job, runs]) => {
      const newest = runs
        .toSorted((a, b) => (a.build.started_at < b.build.started_at ? -1 : 1))
        .at(-1);
      const isOfGrid = newest?.job.family === 'grid' && newest.place !== undefined;
      return isOfGrid && newest.isPassed && runs.length >= MIN_RUNS ? [job] : [];
    }),
  );
}

/** Returns the items that each job shows: the pairs that it runs and passes, and its failures. */
function itemsOf(live: RunsByJob, truth: Truth): ReadonlyMap<string, ReadonlySet<string>> {
  const failures = Map.groupBy(truth.failed_tests, ({ build_path }) => build_path);
  return new Map(
    [...live].map(([job, runs]) => [
      job,
      new Set(
        runs.flatMap((run) => [
          ...pairItems(run),
          ...deathItems(run),
          ...(failures.get(run.build.build_path) ?? []).flatMap(({ suite, test_name, message }) => [
            `test ${suite} ${test_name}`,
            `message ${message}`,
          ]),
        ]),
      ),
    ]),
  );
}

function pairItems({ place, isPassed, age }: GridRun): readonly string[] {
  return (place?.pairs ?? []).flatMap((pair) => [
    `run ${pair}`,
    ...(isPassed ? [`passed in 28 days ${pair}`] : []),
    ...(isPassed && age < 7 ? [`passed in 7 days ${pair}`] : []),
  ]);
}

function deathItems({ build: { failed_phase, death_reason } }: GridRun): readonly string[] {
  return death_reason === null ? [] : [`died in ${failed_phase ?? ''} of ${death_reason}`];
}
