/** Runs ci-signal as `action.yml` says: stores the reports of a job, and adds what a command prints to the job's summary. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../../shared/config/environment.ts';
import type { Environment } from '../../shared/config/settings.ts';
import { UsageError } from '../../shared/errors.ts';
import { parseInputs, type ActionInputs } from './inputs.ts';
import { findReports } from './reports.ts';
import { printsMarkdown, summaryText } from './summary-text.ts';
import { workflowBuild } from './workflow-build.ts';

const LAUNCHER = fileURLToPath(new URL('../../functions/cli/launch.js', import.meta.url));

/** Largest output of a command. */
const MAX_OUTPUT = 64 * 1024 ** 2;

// The runner would take lines of an output for its commands if they begin with `::`.
const token = randomUUID();
console.log(`::stop-commands::${token}`);
try {
  process.exitCode = await act(parseInputs(environment()));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`ci-signal: ${error.message}`);
  process.exitCode = 2;
} finally {
  console.log(`::${token}::`);
}

/** Does what the inputs say, and returns the exit code. */
async function act(inputs: ActionInputs): Promise<number> {
  if (inputs.results.length > 0) {
    const status = await store(inputs);
    if (status !== 0) return status;
  }
  return inputs.command === '' ? 0 : runCommand(inputs);
}

/** Writes the build into a folder, ingests that, and returns the exit code. */
async function store({ results, job, status, warehouse }: ActionInputs): Promise<number> {
  const variables = environment();
  const build = workflowBuild(variables, { name: job, status, ...beginOf(variables) });
  const reports = await findReports(results);
  console.log(`${reports.length} reports of ${build.path} in ${results.join(', ')}`);
  const bucket = mkdtempSync(join(variables['RUNNER_TEMP'] ?? tmpdir(), 'ci-signal-'));
  const folder = join(bucket, build.path);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(build.files))
    writeFileSync(join(folder, name), JSON.stringify(content));
  for (const { file, name } of reports) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(file, join(folder, name));
  }
  const args = ['ingest', bucket, '--bucket', build.bucket, '--warehouse', warehouse];
  const ingested = ciSignal(args);
  process.stdout.write(ingested.stdout);
  return ingested.status;
}

/** Returns what the file of the event tells, which the runner writes when the job begins. */
function beginOf({ GITHUB_EVENT_PATH: path }: Environment) {
  const finishedAt = Date.now();
  if (path === undefined) return { startedAt: finishedAt, finishedAt, event: undefined };
  const event: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return { startedAt: Math.floor(statSync(path).mtimeMs), finishedAt, event };
}

function runCommand({ command, arguments: args, warehouse, hasSummary }: ActionInputs): number {
  const help = ciSignal([command, '--help']);
  if (help.status !== 0) return help.status;
  const hasWarehouse = help.stdout.includes('--warehouse ');
  const { status, stdout } = ciSignal([
    command,
    ...(hasWarehouse ? ['--warehouse', warehouse] : []),
    ...args,
  ]);
  process.stdout.write(stdout);
  const summary = environment()['GITHUB_STEP_SUMMARY'];
  if (hasSummary && summary !== undefined && stdout !== '')
    appendFileSync(summary, summaryText(stdout, printsMarkdown(command, args)));
  return status;
}

/** Runs ci-signal and returns its output; messages go to standard error. */
function ciSignal(args: readonly string[]): { readonly status: number; readonly stdout: string } {
  const { status, stdout, error } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  if (error !== undefined) throw error;
  return { status: status ?? 1, stdout };
}
