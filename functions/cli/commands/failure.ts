import { Command } from 'commander';
import type { FailureOptions } from '../actions/failure.ts';
import { csvFormulasOption, formatOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Returns the command `failure`. */
export function failureCommand(openPorts: OpenPorts): Command {
  return new Command('failure')
    .summary('tell which failures of a pull request are its own')
    .description(
      'Prints each failed test case of a build, or of the newest builds of a pull request, with a verdict and its proof: ' +
        'outage, known_flake, failing_on_base, failing_in_other_pull_requests, or new, which is the likely fault of the ' +
        'pull request. `ci-signal schema failure_verdicts` describes the verdicts.',
    )
    .argument('<build or pull request>', 'a URL, the number of a build, or org/repo#number')
    .addOption(formatOption())
    .addOption(csvFormulasOption())
    .addOption(warehouseOption())
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  ci-signal failure kubernetes/kops#16874\n' +
        '  ci-signal failure https://github.com/kubernetes/kops/pull/16874\n' +
        '  ci-signal failure https://prow.k8s.io/view/gs/kubernetes-ci-logs/pr-logs/pull/kops/16874/pull-kops-build/1856712345678901248\n',
    )
    .action(async (written: string, options: FailureOptions) => {
      const { printFailure } = await import('../actions/failure.ts');
      await printFailure(await openPorts(), written, options);
    });
}
