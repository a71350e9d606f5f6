import { kindOfContent, kindOfFileName } from '../../../shared/artifacts/content.ts';
import type { ArtifactRecord } from '../../../shared/artifacts/kind.ts';
import type { ArtifactKind } from '../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS } from '../../../shared/artifacts/registry.ts';
import { secretMask } from '../../../shared/domain/secrets/secret-mask.ts';
import type { Policies } from '../../../shared/policy/policies.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import type { CliPorts } from '../ports.ts';
import { reasonUnreadable } from '../unreadable-file.ts';

/**
 * Prints the records of files.
 *
 * @param kind of all files; without it, the kind of each is derived from its name or content
 * @returns whether all files could be read
 */
export async function parseFiles(
  ports: CliPorts,
  files: readonly string[],
  kind: ArtifactKind | undefined,
): Promise<boolean> {
  const policies = await ports.policies();
  let rejected = 0;
  for (const file of files) {
    if (!(await parseFile(ports, { file, kind, policies }))) rejected++;
  }
  return rejected === 0;
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
      if (lines.length > 0) await terminal.data(lines.join(''));
    }
    return true;
  } catch (error) {
    const reason = reasonUnreadable(error, secretMask(policies.secrets).mask);
    if (reason === undefined) throw error;
    await terminal.data(line({ kind: 'rejected', file, reason }));
    return false;
  }
}

function line(record: object): string {
  return `${jsonText(record)}\n`;
}
