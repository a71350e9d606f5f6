import type { Logger } from '../../shared/ports/logger.ts';
import type { CollectSettings } from '../collect/ports.ts';
import { ingest, type IngestOptions, type IngestSummary } from './pipeline.ts';
import type { CliPorts } from './ports.ts';

/** Input of {@link ingestWithProgress}. */
export interface IngestRequest extends Pick<IngestOptions, 'source' | 'warehouse' | 'again'> {
  readonly settings: Pick<CollectSettings, 'pathStrategy' | 'keepSkips'>;
}

/** Replaces the log, because the summary says the same. */
const NO_LOG: Logger = { log: () => undefined };

/** Maximum number of objects that the result names; the ledger has all of them. */
const MAX_EXAMPLES = 5;

/** Ingests one source, and shows the progress and the result. */
export async function ingestWithProgress(
  { terminal, ...ports }: CliPorts,
  { settings, ...request }: IngestRequest,
): Promise<IngestSummary> {
  const title = `reading ${request.source.bucket}`;
  const progress = terminal.progress(title);
  // All files of a build are there already, so nothing has to be waited for.
  const options = {
    ...request,
    settings: { ...settings, policies: await ports.policies(), patienceSeconds: 0 },
    logger: NO_LOG,
  };
  try {
    const summary = await ingest(ports, options, ({ seen, outcomes }) => {
      progress.update(`${title}: ${seen} objects seen, ${outcomes.parsed} parsed`);
    });
    progress.done(describeSummary(summary));
    return summary;
  } finally {
    progress.stop();
  }
}

function describeSummary(summary: IngestSummary): string {
  const { seen, otherKinds, unchanged, outcomes, notable, failed } = summary;
  const counts = [
    `${outcomes.parsed} parsed`,
    `${outcomes.salvaged} salvaged`,
    `${outcomes.rejected} rejected`,
    `${unchanged} unchanged`,
    `${otherKinds} of other kinds`,
  ];
  if (failed.length > 0) counts.push(`${failed.length} failed (run the command again)`);
  const failures = failed.map((object) => ({ outcome: 'failed', ...object }));
  return [`${seen} objects: ${counts.join(', ')}`, ...examplesOf([...failures, ...notable])].join(
    '\n  ',
  );
}

function examplesOf(
  objects: readonly {
    readonly outcome: string;
    readonly name: string;
    readonly reason?: string | undefined;
  }[],
): readonly string[] {
  const lines = objects
    .slice(0, MAX_EXAMPLES)
    .map(({ outcome, name, reason }) => `${outcome}: ${name}: ${reason ?? ''}`);
  const more = objects.length - lines.length;
  if (more === 0) return lines;
  return [...lines, `and ${more} more: run \`ci-signal query ingested_objects\``];
}
