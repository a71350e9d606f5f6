import { UnreadableArtifactError } from '../errors.ts';
import type { Policies } from '../policy/policies.ts';
import type { ArtifactKindDefinition } from './kind.ts';
import { ARTIFACT_NAMES, KIND_NAMES, type ArtifactKind } from './names.ts';
import { ARTIFACT_KINDS } from './registry.ts';
import { gunzip } from './syntax/bytes/gunzip.ts';
import { peek } from './syntax/bytes/peek.ts';
import { parseJson } from './syntax/json/parse.ts';
import { Warnings } from './syntax/warnings.ts';

/**
 * Returns the kind of artifact that a file is, according to its name; the folder of the file does not matter.
 *
 * @returns `undefined` if the name does not match a kind
 */
export function kindOfFileName(path: string, policies: Policies): ArtifactKind | undefined {
  return KIND_NAMES.find((kind) => ARTIFACT_NAMES[kind].matchesFile(path, policies));
}

/** Number of bytes that kinds are told apart by before a document is parsed. */
const HEAD_BYTES = 4096;

/**
 * Returns the kind of artifact that a file is, according to its content. A file that is not JSON is assumed to be JUnit,
 * whose reader rejects other documents.
 *
 * @throws UnreadableArtifactError if it is JSON of an unknown kind
 */
export async function kindOfContent(bytes: AsyncIterable<Uint8Array>): Promise<ArtifactKind> {
  const { head, bytes: all, close } = await peek(gunzip(bytes), HEAD_BYTES);
  const kindOfHead = KIND_NAMES.find((candidate) => definitionOf(candidate).matchesHead?.(head));
  if (kindOfHead !== undefined) {
    await close();
    return kindOfHead;
  }
  let document: unknown;
  try {
    document = await parseJson(all, new Warnings());
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return 'junit';
    throw error;
  }
  const kind = KIND_NAMES.find((candidate) => definitionOf(candidate).matchesDocument?.(document));
  if (kind === undefined) throw new UnreadableArtifactError('JSON of an unknown kind of artifact');
  return kind;
}

function definitionOf(kind: ArtifactKind): ArtifactKindDefinition {
  return ARTIFACT_KINDS[kind];
}
