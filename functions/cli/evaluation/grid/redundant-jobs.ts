import { z } from 'zod';
import type { Truth } from '../../simulation/truth/truth.ts';
import { OWN_RULE, type FindingKind } from '../finding-kind.ts';
import { scoreFindings } from '../score.ts';
import { gridRuns, type GridRun } from './grid-runs.ts';

const WINDOW_DAYS = 28;
/** Jobs run once a week at least. */
const GONE_AFTER_DAYS = 14;

const rowsSchema = z.array(z.object({ job: z.string() }));

/**
 * Advice to remove jobs. No single set of jobs is the right one, so that it is judged by what has to hold of any:
 * wrong is each job that is no candidate, or that shows something that no job shows that would be left; missed is
 * each candidate that could go, too, one after the other.
 */
export const REDUNDANT_JOBS: FindingKind = {
  name: 'redundant job',
  rules: [{ name: OWN_RULE, setting: null, sql: 'SELECT job FROM redundant_jobs' }],
  judge: (truth, rows) => {
    const advised = new Set(rowsSchema.parse(rows).map(({ job }) => job));
    const shown = itemsOf(truth);
    const candidates = candidatesOf(truth);
    const left = countsOf(
      [...shown].flatMap(([job, items]) => (advised.has(job) ? [] : [...items])),
    );
    const right = [...advised].filter(
      (job) => candidates.has(job) && [...(shown.get(job) ?? [])].every((item) => left.has(item)),
    );
    const missed = [...candidates.difference(advised)]
      .sort()
      .filter((job) => isRemoved(shown.get(job) ?? new Set(), left));
    const required = new Set([...right, ...missed]);
    return [
      {
        kind: 'redundant job',
        score: scoreFindings({ required, isTolerated: () => false }, advised),
      },
    ];
  },
};

/** Takes a job's items away if another job has each of them. */
function isRemoved(items: ReadonlySet<string>, left: Map<string, number>): boolean {
  if ([...items].some((item) => left.get(item) === 1)) return false;
  for (const item of items) left.set(item, (left.get(item) ?? 0) - 1);
  return true;
}

function countsOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The runs of the window by job, of jobs that are not gone. */
function liveRuns(truth: Truth): ReadonlyMap<string, readonly GridRun[]> {
  const recent = gridRuns(truth).filter(({ age }) => age < WINDOW_DAYS);
  const byJob = Map.groupBy(recent, ({ job }) => job.job);
  return new Map([...byJob].filter(([, runs]) => runs.some(({ age }) => age < GONE_AFTER_DAYS)));
}

/** Jobs of the grid alone whose newest run passed. */
function candidatesOf(truth: Truth): ReadonlySet<string> {
  return new Set(
    [...liveRuns(truth)].flatMap(([job, runs]) => {
      const newest = runs
        .toSorted((a, b) => (a.build.started_at < b.build.started_at ? -1 : 1))
        .at(-1);
      const isOfGrid = newest?.job.family === 'grid' && newest.place !== undefined;
      return isOfGrid && newest.isPassed ? [job] : [];
    }),
  );
}

/** What each job shows: pairs that it runs and passes, and whatever failed in it. */
function itemsOf(truth: Truth): ReadonlyMap<string, ReadonlySet<string>> {
  const failures = Map.groupBy(truth.failed_tests, ({ build_path }) => build_path);
  return new Map(
    [...liveRuns(truth)].map(([job, runs]) => [
      job,
      new Set(
        runs.flatMap((run) => [
          ...pairItems(run),
          ...deaths(run),
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

function deaths({ build: { failed_phase, death_reason } }: GridRun): readonly string[] {
  return death_reason === null ? [] : [`died in ${failed_phase ?? ''} of ${death_reason}`];
}
