import { Command, InvalidArgumentError, Option } from 'commander';
import type { CoverageOptions } from '../actions/coverage.ts';
import { csvFormulasOption, formatOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

const EXAMPLES = `
Examples:
  ci-signal coverage cover.out
  ci-signal coverage unit/lcov.info e2e/lcov.info --fail-under 80
  ci-signal coverage cover.out --diff main-cover.out
  git diff main > change.diff && ci-signal coverage cover.out --patch change.diff
`;

/** Returns the command `coverage`. */
export function coverageCommand(
  openPorts: OpenPorts,
  setExitCode: (code: number) => void,
): Command {
  return new Command('coverage')
    .summary('print what coverage reports cover, and what a change lost')
    .description(
      'Prints the covered part of each source file and of all, in percent with two decimals, cut off. Several reports are merged. Formats: Go ' +
        'profiles, LCOV, Cobertura, JaCoCo, Clover, OpenCover, Istanbul, coverage.py (JSON), llvm-cov export, gopherage. ' +
        'The exit code is 1 if a report is damaged or the coverage is below --fail-under.',
    )
    .argument('<file...>', 'coverage reports')
    .addOption(
      new Option('--diff <base...>', 'print what differs from these reports instead').default(
        [],
        'none',
      ),
    )
    .addOption(
      new Option(
        '--patch <diff>',
        'print the coverage of the lines that a unified diff adds instead',
      ).conflicts('diff'),
    )
    .addOption(
      new Option('--fail-under <percent>', 'lowest coverage that is enough').argParser(
        parsePercent,
      ),
    )
    .addOption(formatOption())
    .addOption(csvFormulasOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: CoverageOptions) => {
      const { printCoverage } = await import('../actions/coverage.ts');
      if (!(await printCoverage(await openPorts(), files, options))) setExitCode(1);
    });
}

function parsePercent(written: string): number {
  const percent = /^\d+(?:\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('It has to be a number from 0 to 100.');
}
