import { Command, Option } from 'commander';
import { KIND_NAMES, type ArtifactKind } from '../../../shared/artifacts/names.ts';
import type { OpenPorts } from '../ports.ts';

const EXAMPLES = `
Examples:
  ci-signal parse artifacts/junit_01.xml finished.json
  ci-signal parse --kind junit report.xml
`;

/** Returns the command `parse`, which prints the records that the readers return for files. */
export function parseCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  return new Command('parse')
    .summary('print the records that files of a build contain')
    .description(
      'Reads files and prints their records, one JSON object a line. The kind of a file is derived from its name, else from ' +
        'its content. A file that cannot be read gives one record of kind "rejected", and the exit code is 1.',
    )
    .argument('<file...>', 'files to read')
    .addOption(new Option('--kind <kind>', 'read every file as this kind').choices(KIND_NAMES))
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], { kind }: { readonly kind?: ArtifactKind }) => {
      const { parseFiles } = await import('../actions/parse.ts');
      if (!(await parseFiles(await openPorts(), files, kind))) setExitCode(1);
    });
}
