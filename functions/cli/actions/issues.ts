import { z } from 'zod';
import type { GitHubRepository } from '../../../shared/config/github-config.ts';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { UsageError } from '../../../shared/errors.ts';
import type { TrackedIssue } from '../../../shared/ports/issue-tracker.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { writeResult } from '../format/format.ts';
import { applySteps } from '../issues/apply.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../issues/marker.ts';
import { planIssues } from '../issues/plan.ts';
import type { Step } from '../issues/steps.ts';
import { readSubjects } from '../issues/subjects.ts';
import { readKnownBuckets } from '../known-buckets.ts';
import type { Format } from '../options.ts';
import type { CliPorts } from '../ports.ts';
import { printState } from '../warehouse-state.ts';
import { withReader } from '../with-reader.ts';

/** Options of the command `issues`. */
export interface IssuesOptions {
  readonly warehouse: WarehouseLocation;
  readonly repo: GitHubRepository;
  readonly dryRun: boolean;
  readonly only?: 'incidents' | 'flakes';
  readonly label: string;
  readonly dashboard?: string;
  readonly apiUrl?: string;
  readonly simulated: boolean;
  readonly format: Format;
}

/** Ports of the command `issues`. */
export type IssuesPorts = Pick<CliPorts, 'terminal' | 'clock' | 'openReader' | 'openTracker'>;

/** Longest cell of a table, in characters: URLs are not cut off. */
const CELL_LENGTH = 120;

/**
 * Brings the issues of a repository up to date with the incidents and flaky tests of a warehouse, and prints what was done.
 *
 * @returns whether there was nothing to do
 * @throws UsageError if the warehouse has no builds, or simulated ones that were not asked for
 * @throws TrackerRefusedError if GitHub refuses a request for good
 */
export async function keepIssues(ports: IssuesPorts, options: IssuesOptions): Promise<boolean> {
  const { dryRun, only, repo, label, apiUrl } = options;
  const kinds = SUBJECT_KINDS.filter(
    (kind) => only === undefined || (kind === 'flake') === (only === 'flakes'),
  );
  const tracker = await ports.openTracker({
    repository: repo,
    label,
    apiUrl,
    isReadOnly: dryRun,
    onWait: (seconds) => {
      ports.terminal.err(`GitHub's limit of requests is reached: waiting for ${seconds} s\n`);
    },
  });
  const { subjects, knownSince } = await readHistory(ports, options, kinds);
  const steps = planIssues(subjects, await tracker.list(), { kinds, knownSince });
  if (dryRun) {
    const planned = steps.map((step) => ({ step, issue: step.issue }));
    await print(ports, planned, options);
    return steps.length === 0;
  }
  const progress = ports.terminal.progress(`0 of ${steps.length} changes`);
  const done: Done[] = [];
  try {
    await applySteps(tracker, steps, (step, issue) => {
      done.push({ step, issue });
      progress.update(`${done.length} of ${steps.length} changes`);
    });
  } finally {
    progress.stop();
    await print(ports, done, options);
  }
  return done.length === 0;
}

interface Done {
  readonly step: Step;
  readonly issue: TrackedIssue | undefined;
}

/** Reads what issues may be about, and the date since which that is known if it is not all of the window. */
async function readHistory(
  ports: IssuesPorts,
  options: IssuesOptions,
  kinds: readonly SubjectKind[],
) {
  return await withReader(ports, options.warehouse, async (reader) => {
    await printState(ports, reader, writtenWarehouse(options.warehouse));
    await requireHistory(reader, options);
    return {
      subjects: await readSubjects(reader, kinds, options.dashboard),
      knownSince: await startOfShortHistory(reader),
    };
  });
}

/** Without builds nothing would be known, and all issues would be closed. */
async function requireHistory(reader: WarehouseReader, options: IssuesOptions): Promise<void> {
  const { simulated, real } = await readKnownBuckets(reader);
  const written = writtenWarehouse(options.warehouse);
  if (simulated.length + real.length === 0) {
    throw new UsageError(
      `${written} has no builds: \`ci-signal ingest\` reads builds; no issue was looked at`,
    );
  }
  if (simulated.length > 0 && !options.dryRun && !options.simulated) {
    throw new UsageError(
      `${written} has simulated history (${simulated.join(', ')}): pass --simulated for a trial in a repository of your own, ` +
        'or --dry-run',
    );
  }
}

const shortHistorySchema = z.object({ first_build: z.iso.date().nullable() });

/**
 * Returns the date of the first build if there are none in the first days of the window, as in a warehouse that was made a short time ago;
 * otherwise `undefined`.
 */
async function startOfShortHistory(reader: WarehouseReader): Promise<string | undefined> {
  const { rows } = await reader.query(
    `SELECT IF(MIN(build_date) > MIN(first_date), MIN(build_date), NULL) AS first_build
     FROM recent_builds, history_window`,
  );
  return shortHistorySchema.parse(rows[0]).first_build ?? undefined;
}

async function print(
  { terminal }: IssuesPorts,
  done: readonly Done[],
  { format, dryRun, repo }: IssuesOptions,
): Promise<void> {
  const rows = done.map(({ step, issue }) => ({
    action: step.action,
    issue: issue?.url ?? 'new',
    title: step.title,
    comment: step.comment ?? '',
  }));
  if (format !== 'table' || rows.length > 0) {
    const columns = ['action', 'issue', 'title', 'comment'];
    await writeResult(terminal, { columns, rows }, { format, maxCellLength: CELL_LENGTH });
  }
  const changes = done.length === 1 ? '1 change' : `${done.length} changes`;
  const name = `${repo.owner}/${repo.name}`;
  terminal.err(
    dryRun
      ? `${name}: ${changes} would be made; nothing was changed\n`
      : `${name}: ${changes} made\n`,
  );
}
