import { z } from 'zod';
import type { Environment } from '../../shared/config/settings.ts';
import { UsageError } from '../../shared/errors.ts';
import type { JobStatus } from './inputs.ts';

/** A job of a workflow, as files of a build in the layout of Prow. */
export interface WorkflowBuild {
  /** Name of the bucket that the repository has in the warehouse. */
  readonly bucket: string;
  /** Folder of the build in the bucket, with a slash at its end. */
  readonly path: string;
  /** Content of its files, by their names. */
  readonly files: Readonly<Record<string, object>>;
}

/** What is known about the job besides the variables of GitHub. */
export interface WorkflowJob {
  /** Name of the job; empty for those of the workflow and the job. */
  readonly name: string;
  readonly status: JobStatus;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Content of the file GITHUB_EVENT_PATH. */
  readonly event: unknown;
}

const RESULTS = { success: 'SUCCESS', failure: 'FAILURE', cancelled: 'ABORTED' } as const;
const STATES = { success: 'success', failure: 'failure', cancelled: 'aborted' } as const;
const TYPES: Readonly<Record<string, string>> = {
  pull_request: 'presubmit',
  schedule: 'periodic',
  workflow_dispatch: 'periodic',
};

const eventSchema = z.object({
  pull_request: z.object({
    number: z.number(),
    head: z.object({ sha: z.string() }),
    base: z.object({ sha: z.string(), ref: z.string() }),
  }),
});

/**
 * Returns the build that stands for a job. A pull request's is where Prow puts those of pull requests, so that its failures are
 * compared with those of the base branch.
 *
 * @param variables those that GitHub sets in each step
 * @throws UsageError if one is missing
 */
export function workflowBuild(variables: Environment, job: WorkflowJob): WorkflowBuild {
  const text = (name: string): string => variableOf(variables, name);
  const repository = text('GITHUB_REPOSITORY');
  const [org = '', repo = ''] = repository.split('/');
  const name = folderName(job.name || `${text('GITHUB_WORKFLOW')}-${text('GITHUB_JOB')}`);
  const run = text('GITHUB_RUN_ID');
  // Attempts of a run have its number; there are never a hundred.
  const folder = `${name}/${run}${text('GITHUB_RUN_ATTEMPT').padStart(2, '0')}/`;
  const pull = pullOf(variables, job.event);
  const spec = {
    type: TYPES[text('GITHUB_EVENT_NAME')] ?? 'postsubmit',
    job: name,
    agent: 'github-actions',
    refs: { org, repo, ...(pull?.refs ?? branchRefs(variables)) },
  };
  const url = `${text('GITHUB_SERVER_URL')}/${repository}/actions/runs/${run}`;
  return {
    bucket: folderName(`github-${org}-${repo}`).toLowerCase(),
    path: pull ? `pr-logs/pull/${org}_${repo}/${pull.number}/${folder}` : `logs/${folder}`,
    files: { ...stateFiles(job), 'prowjob.json': { spec, status: { ...statusOf(job), url } } },
  };
}

function pullOf(variables: Environment, event: unknown) {
  if (variables['GITHUB_EVENT_NAME'] !== 'pull_request') return undefined;
  const { success, data } = eventSchema.safeParse(event);
  if (!success) throw new UsageError('the file GITHUB_EVENT_PATH has no pull request');
  const { number, head, base } = data.pull_request;
  const refs = { base_ref: base.ref, base_sha: base.sha, pulls: [{ number, sha: head.sha }] };
  return { number, refs };
}

function branchRefs(variables: Environment) {
  return {
    base_ref: variableOf(variables, 'GITHUB_REF_NAME'),
    base_sha: variableOf(variables, 'GITHUB_SHA'),
  };
}

function stateFiles({ status, startedAt, finishedAt }: WorkflowJob) {
  return {
    'started.json': { timestamp: seconds(startedAt) },
    'finished.json': {
      timestamp: seconds(finishedAt),
      passed: status === 'success',
      result: RESULTS[status],
    },
  };
}

function statusOf({ status, startedAt, finishedAt }: WorkflowJob) {
  return {
    state: STATES[status],
    startTime: new Date(startedAt).toISOString(),
    completionTime: new Date(finishedAt).toISOString(),
  };
}

function variableOf(variables: Environment, name: string): string {
  const value = variables[name];
  if (value !== undefined) return value;
  throw new UsageError(
    `the environment variable ${name} is not set: the action runs in GitHub Actions`,
  );
}

/** Returns a name as a part of an object's name. */
function folderName(name: string): string {
  return name.replace(/[^\w.]*[^\w.-][^\w.]*/g, '-').replace(/^\.+/, '-');
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
