import { Command } from 'commander';
import { UsageError } from '../../../shared/errors.ts';
import { TABLE_NAMES, TABLES } from '../../../shared/schema/tables.ts';
import { formatOption } from '../options.ts';
import { formatResult, type Format } from '../format/format.ts';
import type { CliPorts } from '../ports.ts';

/** Descriptions are there to be read to their end. */
const WHOLE = 400;

/** `schema`: what there is to ask. */
export function schemaCommand({ terminal, views }: CliPorts): Command {
  return new Command('schema')
    .summary('list views and raw tables, or the columns of one')
    .argument('[name]', 'a view, or a raw table as ci_raw.<table>')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  ci-signal schema\n  ci-signal schema builds\n')
    .action(async (name: string | undefined, { format }: { format: Format }) => {
      const relations = [
        ...views().map((view) => ({ ...view, name: view.name, kind: 'view' })),
        ...TABLE_NAMES.map(rawTable),
      ];
      if (name === undefined) {
        const rows = relations.map(({ kind, name: of, description }) => ({
          name: of,
          kind,
          description,
        }));
        await terminal.out(
          formatResult({ columns: ['name', 'kind', 'description'], rows }, format, WHOLE),
        );
        return;
      }
      const relation = relations.find((candidate) => candidate.name === name);
      if (relation === undefined)
        throw new UsageError(`there is no view or table ${name}; \`ci-signal schema\` lists them`);
      const rows = Object.entries(relation.columns).map(([column, description]) => ({
        column,
        description,
      }));
      await terminal.out(formatResult({ columns: ['column', 'description'], rows }, format, WHOLE));
    });
}

function rawTable(table: (typeof TABLE_NAMES)[number]) {
  const { description, schema } = TABLES[table];
  const columns = Object.fromEntries(schema.map((column) => [column.name, column.description]));
  return { name: `ci_raw.${table}`, kind: 'table', description, columns };
}
