import { Command, Option } from 'commander';
import { z } from 'zod';
import type { ArtifactRecord } from '../../../shared/artifacts/kind.ts';
import { kindOfContent, kindOfFileName } from '../../../shared/artifacts/content.ts';
import {
  ARTIFACT_KINDS,
  KIND_NAMES,
  type ArtifactKind,
} from '../../../shared/artifacts/registry.ts';
import { UnreadableArtifactError } from '../../../shared/errors.ts';
import type { Policies } from '../../../shared/policy/policies.ts';
import type { CliPorts } from '../ports.ts';

/** `parse`: what the readers make of files. */
export function parseCommand(ports: CliPorts, exit: (code: number) => void): Command {
  return new Command('parse')
    .summary('read artifacts and print their records')
    .description(
      'Reads artifacts and prints their records, one JSON object a line. What a file is its name tells, else its content. ' +
        'A file that cannot be read gives one record of kind "rejected", and exit code 1.',
    )
    .argument('<file...>', 'files to read')
    .addOption(new Option('--kind <kind>', 'take every file for this').choices(KIND_NAMES))
    .addHelpText('after', '\nExamples:\n  ci-signal parse artifacts/junit_01.xml finished.json\n')
    .action(async (files: readonly string[], { kind }: { kind?: ArtifactKind }) => {
      const policies = ports.policies();
      let rejected = 0;
      for (const file of files) {
        if (!(await parseFile(ports, { file, kind, policies }))) rejected++;
      }
      exit(rejected === 0 ? 0 : 1);
    });
}

interface ParseRequest {
  readonly file: string;
  readonly kind: ArtifactKind | undefined;
  readonly policies: Policies;
}

/** Prints the records of one file. Returns false if it could not be read. */
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

/** Why a file cannot be read, if it is the file's fault. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnreadableArtifactError) return error.message;
  return systemError.safeParse(error).data?.message;
}
