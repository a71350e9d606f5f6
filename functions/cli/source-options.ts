import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_LIMITS, MIB, type ReadLimits } from '../../shared/artifacts/limits.ts';
import type { PathStrategy } from '../../shared/artifacts/path-strategy.ts';
import type { ChosenSettings } from './complete-settings.ts';
import { positiveNumber } from './options.ts';
import type { ObjectFilter } from '../reconcile/object-filter.ts';

/** A date, a time of day and a zone. The library for times would be loaded with every command. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** Options of the commands that read sources. */
export interface SourceCommandOptions {
  readonly bucket?: string;
  readonly credentials?: boolean;
  readonly keepSkips?: boolean;
  readonly maxObjectMib?: number;
  readonly maxRows?: number;
  readonly maxWait?: number;
  readonly maxRead?: number;
  readonly pathStrategy: PathStrategy['kind'];
  readonly defaultRepo: string;
}

/** Options that leave objects out. */
export interface FilterOptions {
  readonly jobs?: readonly string[];
  readonly since?: string;
  readonly until?: string;
}

/** Adds the options of the commands that read sources. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('--bucket <name>', 'bucket that a directory stands for (default: its own name)')
    .option('--credentials', 'send the credentials of this machine to the bucket')
    .option('--keep-skips', 'store skipped tests that give no reason as well')
    .option('--max-object-mib <n>', 'MiB of an object, packed or unpacked (4096)', positiveNumber)
    .option(
      '--max-rows <n>',
      'rows of an object; further ones are left out (1000000)',
      positiveNumber,
    )
    .option(
      '--max-wait <seconds>',
      'seconds to wait for the bytes of an object (600)',
      positiveNumber,
    )
    .option(
      '--max-read <seconds>',
      'seconds to read an object; it is read up to there (400)',
      positiveNumber,
    )
    .addOption(
      new Option('--path-strategy <strategy>', "naming of pull requests' builds, as in Prow")
        .choices(['legacy', 'single', 'explicit'])
        .default('legacy'),
    )
    .option('--default-repo <org/repo>', 'repository that paths omit', 'kubernetes/kubernetes');
}

/** Adds the options that leave objects out. */
export function addFilterOptions(command: Command): Command {
  return command
    .addOption(jobsOption())
    .addOption(sinceOption())
    .addOption(
      new Option('--until <time>', 'only objects written before this time (UTC)').argParser(
        parseTime,
      ),
    );
}

/** Returns the option `--jobs`, which several commands have. */
export function jobsOption(): Option {
  return new Option(
    '--jobs <pattern...>',
    'only builds of these jobs; * stands for any characters',
  );
}

/** Returns the option `--since`, which several commands have. */
export function sinceOption(): Option {
  return new Option('--since <time>', 'only objects written at or after this time (UTC)').argParser(
    parseTime,
  );
}

/** Returns the settings of collect that options determine. */
export function collectSettingsOf(options: SourceCommandOptions): ChosenSettings {
  const { pathStrategy, defaultRepo, keepSkips = false } = options;
  const [org = '', repo = ''] = defaultRepo.split('/');
  return {
    pathStrategy: { kind: pathStrategy, defaultOrg: org, defaultRepo: repo },
    keepSkips,
    limits: limitsOf(options),
  };
}

function limitsOf({ maxObjectMib, maxRows, maxWait, maxRead }: SourceCommandOptions): ReadLimits {
  const { objectBytes, unpackedBytes, rows, waitSeconds, readSeconds } = DEFAULT_LIMITS;
  const bytes = maxObjectMib === undefined ? undefined : maxObjectMib * MIB;
  return {
    objectBytes: bytes ?? objectBytes,
    unpackedBytes: bytes ?? unpackedBytes,
    rows: maxRows ?? rows,
    waitSeconds: maxWait ?? waitSeconds,
    readSeconds: maxRead ?? readSeconds,
  };
}

/** Returns the filter that options describe. */
export function filterOf({ jobs, since, until }: FilterOptions): ObjectFilter {
  return { ...(jobs !== undefined && { jobs }), since, until };
}

/**
 * Parses a date, which stands for its beginning, or a time; without a zone both are in UTC.
 *
 * @returns the time in ISO 8601 with milliseconds, UTC
 * @throws InvalidArgumentError for any other text
 */
function parseTime(text: string): string {
  const [, date, time = '00:00', zone = 'Z'] = TIME.exec(text) ?? [];
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  throw new InvalidArgumentError('Pass a date or a time, such as 2026-11-20 or 2026-11-20T12:00.');
}
