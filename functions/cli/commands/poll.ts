import { Command, InvalidArgumentError, Option } from 'commander';
import type { PollOptions } from '../actions/poll.ts';
import { formatOption, isGiven, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';
import { addSourceOptions, jobsOption, sinceOption } from '../source-options.ts';

const DESCRIPTION =
  'Reads new and changed builds of a bucket that sends no events, again and again. Each look asks every job for its ' +
  'latest-build.txt and lists a job only if it has a newer build than the warehouse, or one that was still running; ' +
  'state is in the warehouse alone, so that a look after any pause catches up. Of a job that the warehouse does not know, ' +
  'the newest build is read, or all of them from --since on. Prints a line for each look, with the requests that it took. ' +
  'With --once the exit code is 1 if an object could not be read.';

/** Seconds of the units of a period. */
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

const EXAMPLES = `
Examples:
  ci-signal poll gs://kubernetes-ci-logs/logs/ --jobs 'e2e-kops-*' --every 5m
  ci-signal poll gs://kubernetes-ci-logs/logs/ --jobs 'e2e-kops-*' --since 2026-11-01 --once
`;

/** Returns the command `poll`. */
export function pollCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  const command = new Command('poll')
    .summary('read new builds of a bucket that sends no events')
    .description(DESCRIPTION)
    .argument('<source>', 'gs://<bucket>/logs/, or a directory laid out like a bucket')
    .addOption(warehouseOption())
    .addOption(
      new Option('--every <period>', 'time between looks: 30s, 5m, 1h')
        .argParser(parsePeriod)
        .default(300, '5m'),
    )
    .option('--once', 'look once', false)
    .addOption(jobsOption())
    .addOption(sinceOption())
    .addOption(formatOption());
  return addSourceOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, options: PollOptions, self: Command) => {
      const { runPoll } = await import('../actions/poll.ts');
      const isNamed = isGiven(self, 'warehouse') || isGiven(self, 'bucket');
      const isComplete = await runPoll(await openPorts(), source, { ...options, isNamed });
      if (!isComplete) setExitCode(1);
    });
}

/** Longest period in hours: a week. */
const MAX_HOURS = 168;

/**
 * Parses a period of at least a second, such as `30s`, `5m` or `1h`.
 *
 * @returns the seconds
 * @throws InvalidArgumentError for any other text
 */
function parsePeriod(text: string): number {
  const [, number = '', unit = ''] = /^([1-9]\d{0,4})([smh])$/.exec(text) ?? [];
  const isTooLong = unit === 'h' && Number(number) > MAX_HOURS;
  if (number === '' || isTooLong)
    throw new InvalidArgumentError('Pass a period of at most a week, such as 30s, 5m or 1h.');
  return Number(number) * (SECONDS[unit] ?? 1);
}
