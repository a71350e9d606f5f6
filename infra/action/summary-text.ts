import { beginningOf } from '../../shared/domain/shortened.ts';

/** Characters of a summary; GitHub takes a mebibyte for a step. */
const MAX_CHARACTERS = 900_000 / 4;

/**
 * Returns an output as Markdown for the summary of a job, cut off if it is too long.
 *
 * @param isMarkdown whether the output is Markdown already; otherwise it is shown as it is
 */
export function summaryText(output: string, isMarkdown: boolean): string {
  const isCut = output.length > MAX_CHARACTERS;
  const text = isCut ? `${beginningOf(output, MAX_CHARACTERS)}\n…` : output;
  if (isMarkdown) return `${text}\n`;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/\n$/, '')}\n${fence}\n`;
}

/** Returns whether a command prints Markdown with some arguments: a report does unless another format is asked for. */
export function printsMarkdown(command: string, args: readonly string[]): boolean {
  return command === 'report' && !args.some((arg) => /^(?:--format=)?(?:html|json)$/.test(arg));
}
