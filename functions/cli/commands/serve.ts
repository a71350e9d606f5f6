import { Command } from 'commander';
import type { ServeOptions } from '../actions/serve.ts';
import { warehouseOption, wholeNumber } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Returns the command `serve`. */
export function serveCommand(openPorts: OpenPorts): Command {
  return new Command('serve')
    .summary('show the dashboard in a browser')
    .description(
      'Serves the dashboard: what broke and since when, jobs, flaky tests, verdicts on failures, the grid, coverage and the ' +
        'state of the pipeline. It runs until it is interrupted, and shows new rows when another process has ingested them.',
    )
    .addOption(warehouseOption())
    .option('--port <port>', 'port to listen on; 0 takes a free one', wholeNumber, 8080)
    .option(
      '--host <address>',
      'address to listen on; with another one than the default, all who reach it can read everything',
      '127.0.0.1',
    )
    .action(async (options: ServeOptions) => {
      const { serveDashboard } = await import('../actions/serve.ts');
      await serveDashboard(await openPorts(), options);
    });
}
