import { Command } from 'commander';
import type {
  LetterOptions,
  ListOptions,
  ReplayOptions,
  ShowOptions,
} from '../actions/dead-letters.ts';
import { formatOption, warehouseOption } from '../options.ts';
import type { OpenPorts } from '../ports.ts';
import { addSourceOptions } from '../source-options.ts';

const DESCRIPTION =
  'Events and messages that the functions have given up, because they are invalid, rows of them were refused, or every ' +
  'delivery failed. Each is kept as it arrived, and waits until it is replayed or discarded. Without a subcommand the waiting ' +
  'ones are listed.';

const REPLAY =
  'Gives originals again to the function that gave them up, in this process. Rows that are stored already stay as they are, so ' +
  'that a replay may be repeated. A letter that fails again still waits, and the exit code is 1. Letters of collect are events ' +
  'about objects: they are only replayed for the objects below --source.';

const EXAMPLES = `
Examples:
  ci-signal dead-letters
  ci-signal dead-letters show 82fc9303163c1146
  ci-signal dead-letters replay --all --source gs://kubernetes-ci-logs --warehouse bigquery:my-project
`;

/** Returns the command `dead-letters`. */
export function deadLettersCommand(
  openPorts: OpenPorts,
  setExitCode: (code: number) => void,
): Command {
  const command = new Command('dead-letters')
    .summary('list, show, replay or discard what the functions have given up')
    .description(DESCRIPTION)
    .addHelpText('after', EXAMPLES);
  const subcommands = [
    listCommand(openPorts),
    showCommand(openPorts),
    replayCommand(openPorts, setExitCode),
    discardCommand(openPorts),
  ];
  const [list, ...others] = subcommands;
  if (list !== undefined) command.addCommand(list, { isDefault: true });
  for (const other of others) command.addCommand(other);
  return command;
}

function listCommand(openPorts: OpenPorts): Command {
  return new Command('list')
    .description('Lists dead letters, the newest first, without their originals.')
    .addOption(warehouseOption())
    .option('--all', 'also those that were replayed or discarded', false)
    .addOption(formatOption())
    .action(async (options: ListOptions) => {
      const { listLetters } = await import('../actions/dead-letters.ts');
      await listLetters(await openPorts(), options);
    });
}

function showCommand(openPorts: OpenPorts): Command {
  return new Command('show')
    .description(
      'Prints a dead letter with its attributes and its original, which may contain secrets.',
    )
    .argument('<id>', 'id of the dead letter')
    .addOption(warehouseOption())
    .option('--raw', 'write the bytes of the original, and nothing else', false)
    .action(async (id: string, options: ShowOptions) => {
      const { showLetter } = await import('../actions/dead-letters.ts');
      await showLetter(await openPorts(), id, options);
    });
}

function replayCommand(openPorts: OpenPorts, setExitCode: (code: number) => void): Command {
  const command = new Command('replay')
    .description(REPLAY)
    .argument('[id...]', 'ids of dead letters')
    .addOption(warehouseOption())
    .option('--all', 'all that wait', false)
    .option('--source <source>', 'where objects may be read: gs://<bucket>/<prefix> or a directory')
    .addOption(formatOption());
  return addSourceOptions(command).action(
    async (ids: readonly string[], options: ReplayOptions) => {
      const { replayLetters } = await import('../actions/dead-letters.ts');
      if (!(await replayLetters(await openPorts(), ids, options))) setExitCode(1);
    },
  );
}

function discardCommand(openPorts: OpenPorts): Command {
  return new Command('discard')
    .description('Marks dead letters as discarded: they are kept, and no longer wait.')
    .argument('<id...>', 'ids of dead letters')
    .addOption(warehouseOption())
    .action(async (ids: readonly string[], options: LetterOptions) => {
      const { discardLetters } = await import('../actions/dead-letters.ts');
      await discardLetters(await openPorts(), ids, options);
    });
}
