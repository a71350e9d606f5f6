import { Command, Option } from 'commander';
import { z } from 'zod';
import type { ArtifactRecord } from '../../../shared/artifacts/kind.ts';
import { kindOfContent, kindOfFileName } from '../../../shared/artifacts/content.ts';
import { KIND_NAMES, type ArtifactKind } from '../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS } from '../../../shared/artifacts/registry.ts';
import { UnreadableArtifactError } from '../../../shared/errors.ts';
import type { Policies } from '../../../shared/policy/policies.ts';
import type { CliPorts } from '../ports.ts';

const EXAMPLES = `
Examples:
  ci-signal parse artifacts/junit_01.xml finished.json
  ci-signal parse --kind junit report.xml
`;

/** Returns the command `parse`, which prints the records that the readers return for files. */
export function parseCommand(ports: CliPorts, setExitCode: (code: number) => void): Command {
  return new Command('parse')
    .summary('print the records that files of a build contain')
    .description(
      'Reads files and prints their records, one JSON object a line. The kind of a file is derived from its name, else from ' +
        'its content. A file that cannot be read gives one record of kind "rejected", and the exit code is 1.',
    )
    .argument('<file...>', 'files to read')
    .addOption(new Option('--kind <kind>', 'read every file as this kind').choices(KIND_NAMES))
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], { kind }: { kind?: ArtifactKind }) => {
      const policies = ports.policies();
      let rejected = 0;
      for (const file of files) {
        if (!(await parseFile(ports, { file, kind, policies }))) rejected++;
      }
      setExitCode(rejected === 0 ? 0 : 1);
    });
}

interface ParseRequest {
  readonly file: string;
  readonly kind: ArtifactKind | undefined;
  readonly policies: Policies;
}

/** Prints the records of one file and returns whether it could be read. */
async function parseFile(
  { files, terminal }: CliPorts,
  { file, kind: forced, policies }: ParseRequest,
): Promise<boolean> {
  try {
    const kind =
      forced ?? kindOfFileName(file, policies) ?? (await kindOfContent(files.read(file)));
    for await (const records of ARTIFACT_KINDS[kind].read(files.read(file), { policies })) {
      const lines = records.map(({ kind: of, ...fields }: ArtifactRecord) =>
        line({ kind: of, file, ...fields }),
      );
      if (lines.length > 0) await terminal.out(lines.join(''));
    }
    return true;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    await terminal.out(line({ kind: 'rejected', file, reason }));
    return false;
  }
}

function line(record: object): string {
  return `${JSON.stringify(record)}\n`;
}

const systemError = z.object({ syscall: z.string(), message: z.string() });

/** Returns the reason why a file cannot be read, or `undefined` for an error that has another cause. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnreadableArtifactError) return error.message;
  return systemError.safeParse(error).data?.message;
}
