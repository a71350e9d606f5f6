import { Command, InvalidArgumentError } from 'commander';
import type { EvaluateOptions } from '../actions/evaluate.ts';
import { formatOption, wholeNumber, worldOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Returns the command `evaluate`, which measures the precision and recall of the views on simulated history. */
export function evaluateCommand(
  openPorts: OpenPorts,
  setExitCode: (code: number) => void,
): Command {
  return new Command('evaluate')
    .summary('measure the precision and recall of the views on simulated history')
    .description(
      'Simulates history, ingests it into a warehouse in memory, and compares the findings of the views with the truth. ' +
        "Prints precision, recall and F1 of each kind of finding, beside those of kettle's and TestGrid's rules and of a Bayesian one. " +
        'The exit code is 1 if an aim is missed; the world `rough` has no aims.',
    )
    .option('--seeds <list>', 'histories to simulate: 1,2,3 or 1-5', parseSeeds, parseSeeds('1-5'))
    .option('--days <number>', 'days of history', wholeNumber, 28)
    .option('--scale <share>', 'share of the grid, from 0 to 1 (default: about a seventh)', Number)
    .addOption(worldOption())
    .addOption(formatOption())
    .option('--per-seed', 'print rows for each seed as well', false)
    .option('--verbose', 'list the missed and the wrong findings', false)
    .addHelpText('after', '\nExample:\n  ci-signal evaluate --seeds 1-10 --per-seed --verbose\n')
    .action(async (options: EvaluateOptions) => {
      const { runEvaluation } = await import('../actions/evaluate.ts');
      if (!(await runEvaluation(await openPorts(), options))) setExitCode(1);
    });
}

/**
 * Parses a list of seeds: numbers and ranges, separated by commas.
 *
 * @throws InvalidArgumentError if the text is not such a list
 */
export function parseSeeds(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((number) => wholeNumber(number.trim()));
    if (first === undefined || last === undefined || last < first || last - first > 1000) {
      throw new InvalidArgumentError('Give numbers or ranges, such as 1,2,3 or 1-5.');
    }
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}
