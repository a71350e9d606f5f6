import { completeSettings, type ChosenSettings } from './complete-settings.ts';
import { visibleLine } from '../../shared/rows/visible.ts';
import { NO_LOG } from './no-log.ts';
import { ingest, type IngestOptions, type IngestSummary } from './pipeline.ts';
import type { CliPorts, Progress } from './ports.ts';
import { describeDuration, RemainingTime } from './remaining-time.ts';

/** Options of {@link ingest} that leave objects out, slow it down, or tell of the objects. */
export type SelectionOptions = Pick<
  IngestOptions,
  'filter' | 'ranges' | 'maxRate' | 'onCompared' | 'onDeleted'
>;

/** Input of {@link ingestWithProgress}. */
export interface IngestRequest extends Pick<IngestOptions, 'source' | 'warehouse' | 'again'> {
  readonly settings: ChosenSettings;
  /** Whether to show nothing, unless objects failed. */
  readonly quiet?: boolean;
  readonly selection?: SelectionOptions;
}

/** A display that shows nothing. */
const SILENT: Progress = { update: () => undefined, done: () => undefined, stop: () => undefined };

/** Maximum number of objects that the result names; the ledger has all of them. */
const MAX_EXAMPLES = 5;

/** Ingests one source, and shows the progress and the result. */
export async function ingestWithProgress(
  { terminal, ...ports }: CliPorts,
  { settings, quiet = false, selection = {}, ...request }: IngestRequest,
): Promise<IngestSummary> {
  const title = `reading ${request.source.bucket}`;
  const progress = quiet ? SILENT : terminal.progress(title);
  const options = {
    ...request,
    ...selection,
    settings: await completeSettings(ports, settings),
    logger: NO_LOG,
  };
  try {
    const remaining = new RemainingTime();
    const summary = await ingest(ports, options, (state) => {
      progress.update(`${title}: ${describeProgress(state, remaining, ports.clock.now())}`);
    });
    progress.done(describeSummary(summary));
    if (quiet && summary.failures > 0) terminal.err(`${describeSummary(summary)}\n`);
    return summary;
  } finally {
    progress.stop();
  }
}

/**
 * Returns the progress in words: of how many objects, and how long the rest takes, as soon as they are counted.
 *
 * @param now in milliseconds since 1970
 */
export function describeProgress(
  { seen, otherKinds, filtered, unchanged, outcomes, failures, total }: IngestSummary,
  remaining: RemainingTime,
  now: number,
): string {
  const read = Object.values(outcomes).reduce((sum, one) => sum + one, failures);
  if (total === undefined) return `${seen} objects seen, ${read} read`;
  // Listing runs ahead of reading, so objects of other kinds count in proportion to those that give rows.
  const wanted = seen - otherKinds - filtered;
  const share = wanted === 0 ? 1 : seen / wanted;
  const done = Math.min(total, Math.round((read + unchanged) * share));
  const seconds = remaining.estimate(done, total, now);
  const rest = seconds === undefined ? '' : `, about ${describeDuration(seconds)} left`;
  return `${done} of ${total} objects (${Math.floor((100 * done) / Math.max(1, total))} %)${rest}`;
}

function describeSummary(summary: IngestSummary): string {
  const { seen, otherKinds, filtered, unchanged, incomplete, givenUp, denied, outcomes, failures } =
    summary;
  const counts = [
    `${outcomes.parsed} parsed`,
    `${outcomes.salvaged} salvaged`,
    `${outcomes.rejected} rejected`,
    `${unchanged} unchanged`,
    `${otherKinds} of other kinds`,
  ];
  if (filtered > 0) counts.push(`${filtered} not asked for`);
  if (incomplete > 0) counts.push(`${incomplete} read again because rows were missing`);
  if (givenUp > 0) counts.push(`${givenUp} given up (--again reads them)`);
  if (denied > 0)
    counts.push(`${denied} to which access is denied (tried again later, or with --again)`);
  if (failures > 0) counts.push(`${failures} failed (run the command again)`);
  return [`${seen} objects: ${counts.join(', ')}`, ...examplesOf(summary)].join('\n  ');
}

/** Returns lines about the first objects that need attention, and one that counts the others. */
function examplesOf(summary: IngestSummary): readonly string[] {
  const { outcomes, notable, failed, failures, unread, givenUp, denied } = summary;
  const examples = [
    ...failed.map((object) => ({ outcome: 'failed', ...object })),
    ...unread.map((object) => ({ outcome: 'not read', ...object })),
    ...notable,
  ].slice(0, MAX_EXAMPLES);
  const lines = examples.map(({ outcome, name, reason }) =>
    visibleLine(`${outcome}: ${name}: ${reason ?? ''}`),
  );
  const more = failures + givenUp + denied + outcomes.salvaged + outcomes.rejected - lines.length;
  if (more === 0) return lines;
  return [...lines, `and ${more} more: run \`ci-signal query ingested_objects\``];
}
