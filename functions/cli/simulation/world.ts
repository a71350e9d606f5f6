import { COVERAGE_CATALOG } from './catalog/coverage.ts';
import { PLANNED_FAULTS } from './catalog/faults.ts';
import { REPOSITORY } from './catalog/repositories.ts';
import { planFaults, type FaultPlan } from './faults/fault-plan.ts';
import { Commits } from './history/commits.ts';
import type { JobRun } from './history/run.ts';
import { sourceCode, type SourceCodeFile } from './history/source-code.ts';
import type { Job } from './jobs/job.ts';
import { allJobs } from './jobs/jobs.ts';
import {
  parseSimulationOptions,
  timeWindow,
  type SimulationOptions,
  type SimulationSettings,
  type TimeWindow,
} from './options.ts';
import { Random } from './random.ts';

/** The state of a simulation that is fixed before its first build. */
export interface World {
  readonly settings: SimulationSettings;
  readonly window: TimeWindow;
  readonly commits: Commits;
  readonly jobs: readonly Job[];
  readonly faults: FaultPlan;
  /** The source files whose unit tests report coverage. */
  readonly sources: Readonly<Record<'go' | 'web', readonly SourceCodeFile[]>>;
}

/**
 * Creates the jobs, the commits and the faults of a simulation.
 *
 * @throws UsageError if an option is out of range
 */
export function createWorld(options: SimulationOptions): World {
  const settings = parseSimulationOptions(options);
  const window = timeWindow(settings);
  const commits = new Commits(settings.seed, window);
  const jobs = allJobs(settings.scale);
  const faults = planFaults({
    seed: settings.seed,
    window,
    commits,
    jobs,
    rules: PLANNED_FAULTS[settings.world],
  });
  const history = {
    commits: commits.of(REPOSITORY.default_branch),
    drops: faults.coverageDrops,
  };
  const sources = {
    go: sourceCode(settings.seed, COVERAGE_CATALOG.go, history),
    web: sourceCode(settings.seed, COVERAGE_CATALOG.web, history),
  };
  return { settings, window, commits, jobs, faults, sources };
}

/** Returns the stream of random numbers for one purpose of one run. */
export function randomOf({ settings }: World, purpose: string, run: JobRun): Random {
  return new Random(settings.seed, purpose, run.key);
}
