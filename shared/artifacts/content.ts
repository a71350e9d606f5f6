import { UnreadableArtifactError } from '../errors.ts';
import type { Policies } from '../policy/policies.ts';
import type { ArtifactKindDefinition } from './kind.ts';
import { ARTIFACT_KINDS, KIND_NAMES, type ArtifactKind } from './registry.ts';
import { parseJson } from './syntax/json/parse.ts';
import { Warnings } from './syntax/warnings.ts';

/**
 * Tells by the name of a file, whatever folder it lies in, what kind of artifact it is.
 *
 * @returns `undefined` if the name fits no kind
 */
export function kindOfFileName(path: string, policies: Policies): ArtifactKind | undefined {
  return KIND_NAMES.find((kind) => ARTIFACT_KINDS[kind].matchesFile(path, policies));
}

/**
 * Tells by the content of a file what kind of artifact it is. Whatever is not JSON is taken for JUnit, whose reader
 * rejects other documents.
 *
 * @throws UnreadableArtifactError if it is JSON of no known kind
 */
export async function kindOfContent(bytes: AsyncIterable<Uint8Array>): Promise<ArtifactKind> {
  let document: unknown;
  try {
    document = await parseJson(bytes, new Warnings());
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return 'junit';
    throw error;
  }
  const kind = KIND_NAMES.find((candidate) => {
    const definition: ArtifactKindDefinition = ARTIFACT_KINDS[candidate];
    return definition.matchesDocument?.(document) === true;
  });
  if (kind === undefined) throw new UnreadableArtifactError('JSON of no known kind of artifact');
  return kind;
}
