import { Command } from 'commander';
import { formatOption, type Format } from '../options.ts';
import type { OpenPorts } from '../ports.ts';

/** Creates the command `schema`, which lists the views and tables, or the columns of one. */
export function schemaCommand(openPorts: OpenPorts): Command {
  return new Command('schema')
    .summary('list views and raw tables, or the columns of one')
    .description(
      'Lists the views by layer, the answers (marts) first, then the raw tables; with a name, the columns of one.',
    )
    .argument('[name]', 'a view, or a raw table as ci_raw.<table>')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  ci-signal schema\n  ci-signal schema builds\n')
    .action(async (name: string | undefined, { format }: { readonly format: Format }) => {
      const { printSchema } = await import('../actions/schema.ts');
      await printSchema(await openPorts(), format, name);
    });
}
