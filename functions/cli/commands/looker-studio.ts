import { Command } from 'commander';
import type { LookerStudioOptions } from '../actions/looker-studio.ts';
import { formatOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const EXAMPLES = `
Examples:
  ci-signal looker-studio --warehouse bigquery:my-project
  ci-signal looker-studio --warehouse bigquery:my-project.kops_ flakiness --format ndjson
`;

/** Returns the command `looker-studio`. */
export function lookerStudioCommand(openPorts: OpenPorts): Command {
  return new Command('looker-studio')
    .summary('print links that open reports in Looker Studio')
    .description(
      'Prints, for each topic of the views, the URL that opens a new report in Looker Studio with these views as data ' +
        'sources. Nothing is sent: who opens the URL sees what they may read in BigQuery.',
    )
    .argument('[topic...]', 'topics, such as flakiness or health; without a topic, all of them')
    .addOption(warehouseOption())
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (topics: readonly string[], options: LookerStudioOptions) => {
      const { printReportLinks } = await import('../actions/looker-studio.ts');
      await printReportLinks(await openPorts(), topics, options);
    });
}
