import { Command, InvalidArgumentError, Option } from 'commander';
import type { ReportOptions } from '../actions/report.ts';
import { warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Returns the command `report`. */
export function reportCommand(openPorts: OpenPorts): Command {
  return new Command('report')
    .summary('report what broke, recovered, flaked and was lost')
    .description(
      'Writes a report on the last days of the history: what broke, what recovered, flaky tests by cost, coverage that was ' +
        'lost, and whether rows are missing.',
    )
    .addOption(sinceOption())
    .option('--board <name>', 'board of TestGrid; by default the report is about all jobs')
    .addOption(
      new Option(
        '--format <format>',
        'output format; by default that of the file, or markdown. html needs nothing else and can be the text of a mail',
      ).choices(['markdown', 'html', 'json']),
    )
    .option('--to <place>', 'file or gs://<bucket>/<object> to write; by default standard output')
    .option(
      '--webhook [url]',
      'send a summary to a webhook of Slack, or of a service that takes the same JSON; by default that of REPORT_WEBHOOK, ' +
        'which other users of the machine do not see',
    )
    .addOption(warehouseOption())
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal report --since 7d > week.md\n' +
        '  ci-signal report --board sig-release-master-blocking --format html\n' +
        '  ci-signal report --to gs://my-bucket/reports/today.html\n' +
        '  REPORT_WEBHOOK=https://hooks.slack.com/services/... ci-signal report --webhook\n',
    )
    .action(async (options: ReportOptions) => {
      const { deliverReport } = await import('../actions/report.ts');
      await deliverReport(await openPorts(), options);
    });
}

function sinceOption(): Option {
  return new Option(
    '--since <period>',
    'yesterday, or a number of days such as 7d; the newest build is of the last one',
  )
    .argParser(parseDays)
    .default(1, 'yesterday');
}

/** @throws InvalidArgumentError for a text that is neither `yesterday` nor a number of 1 to 28 days */
function parseDays(text: string): number {
  if (text === 'yesterday') return 1;
  const [, days] = /^(\d{1,2})d$/.exec(text) ?? [];
  const number = Number(days);
  if (days === undefined || number < 1 || number > 28) {
    throw new InvalidArgumentError('Pass yesterday, or a number of days from 1d to 28d.');
  }
  return number;
}
