import { UsageError } from '../../shared/errors.ts';
import type { Environment } from '../../shared/config/settings.ts';

const STATUSES = ['success', 'failure', 'cancelled'] as const;

/** Outcome of a job of GitHub Actions. */
export type JobStatus = (typeof STATUSES)[number];

/** Inputs of the action. */
export interface ActionInputs {
  /** Files and folders with reports. */
  readonly results: readonly string[];
  /** Name of the job; empty for the one that GitHub gives it. */
  readonly job: string;
  readonly status: JobStatus;
  readonly warehouse: string;
  /** Command that runs; empty for none. */
  readonly command: string;
  readonly arguments: readonly string[];
  readonly hasSummary: boolean;
}

/**
 * Reads the variables that `action.yml` sets.
 *
 * @throws UsageError if an input is invalid
 */
export function parseInputs(environment: Environment): ActionInputs {
  const text = (name: string): string => (environment[`CI_SIGNAL_${name}`] ?? '').trim();
  return {
    results: linesOf(text('RESULTS')),
    job: text('JOB'),
    status: oneOf('status', text('STATUS'), STATUSES),
    warehouse: text('WAREHOUSE'),
    command: text('COMMAND'),
    arguments: linesOf(text('ARGUMENTS')),
    hasSummary: oneOf('summary', text('SUMMARY'), ['true', 'false']) === 'true',
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`the input ${name} is "${value}": pass ${choices.join(', ')}`);
}
