import { setTimeout as sleep } from 'node:timers/promises';
import { prefixOfJobs } from '../../../shared/config/poll-config.ts';
import { parseSourceLocation } from '../../../shared/config/source-location.ts';
import {
  writtenWarehouse,
  type WarehouseLocation,
} from '../../../shared/config/warehouse-location.ts';
import { CiSignalError, UsageError } from '../../../shared/errors.ts';
import type { Warehouse } from '../../../shared/ports/warehouse.ts';
import { completeSettings } from '../complete-settings.ts';
import { writeResult } from '../format/format.ts';
import { readKnownBuckets } from '../known-buckets.ts';
import type { Format } from '../options.ts';
import { pollOnce, type PollSummary } from '../poll-once.ts';
import type { CliPorts, OpenedSource } from '../ports.ts';
import { refuseMixture } from '../simulated-source.ts';
import { collectSettingsOf, type SourceCommandOptions } from '../source-options.ts';

/** Options of the command `poll`. */
export interface PollOptions extends SourceCommandOptions {
  readonly warehouse: WarehouseLocation;
  readonly jobs?: readonly string[];
  readonly since?: string;
  /** Seconds from the beginning of one look to that of the next. */
  readonly every: number;
  readonly once: boolean;
  readonly format: Format;
}

interface NamedOptions extends PollOptions {
  /** Whether the user named the warehouse or the bucket. */
  readonly isNamed: boolean;
}

/** Looks for new builds of a bucket again and again, or once, and returns whether all of them could be read. */
export async function runPoll(
  ports: CliPorts,
  written: string,
  options: NamedOptions,
): Promise<boolean> {
  const source = jobsOf(await ports.openSource(parseSourceLocation(written), options));
  const warehouse = await ports.openWarehouse(options.warehouse);
  try {
    refuseMixture({
      sources: [source],
      known: await readKnownBuckets(warehouse),
      warehouse: writtenWarehouse(options.warehouse),
      isNamed: options.isNamed,
    });
    for (;;) {
      const begun = ports.clock.now();
      const isComplete = await look(ports, { source, warehouse, options });
      if (options.once) return isComplete;
      await sleep(Math.max(0, begun + 1000 * options.every - ports.clock.now()));
    }
  } finally {
    await warehouse.close();
  }
}

/**
 * Returns the source whose prefix is that of the folders of jobs.
 *
 * @throws UsageError if the prefix is another one
 */
function jobsOf(opened: OpenedSource): OpenedSource {
  // The number of objects would be counted by requests, and readers in other threads send requests of their own.
  const { countObjects: _countObjects, readers: _readers, ...source } = opened;
  const prefix = prefixOfJobs(source.prefix);
  if (prefix !== undefined) return { ...source, prefix };
  throw new UsageError(
    `cannot poll ${source.written}: jobs are in the folder logs/ of a bucket; pass gs://${source.bucket}/logs/ and ` +
      'name jobs by --jobs',
  );
}

interface Look {
  readonly source: OpenedSource;
  readonly warehouse: Warehouse;
  readonly options: PollOptions;
}

/** Looks once and prints the result. An error that may pass ends this look, not the next ones. */
async function look(ports: CliPorts, { source, warehouse, options }: Look): Promise<boolean> {
  const { jobs, since, format, once } = options;
  const settings = await completeSettings(ports, collectSettingsOf(options));
  const filter = { ...(jobs !== undefined && { jobs }), since };
  try {
    const summary = await pollOnce(ports, { source, warehouse, settings, filter });
    await writeResult(ports.terminal, resultOf(summary), { format });
    return summary.failed === 0;
  } catch (error) {
    const isPassing = error instanceof CiSignalError && error.isTransient;
    if (once || !isPassing) throw error;
    ports.terminal.err(`${error.message}; the next look tries again\n`);
    return false;
  }
}

function resultOf(summary: PollSummary) {
  return { columns: Object.keys(summary), rows: [{ ...summary }] };
}
