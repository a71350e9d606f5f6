import { UnreadableArtifactError } from '../../errors.ts';
import { Fields } from '../syntax/json/fields.ts';
import { asObject, parseJson } from '../syntax/json/parse.ts';
import type { BuildFilePolicies } from '../../policy/policies.ts';
import type { BuildFileKind, BuildFileRecord } from './records.ts';
import { Warnings } from '../syntax/warnings.ts';
import { MAX_CLONES, readCloneRecords } from './clone-records.ts';
import { readFinished } from './finished.ts';
import { readPodInfo } from './podinfo.ts';
import { readProwJob } from './prowjob.ts';
import { readStarted } from './started.ts';

type ReadDocument = (
  document: unknown,
  warnings: Warnings,
  policies: BuildFilePolicies,
) => BuildFileRecord;

function ofObject(
  read: (fields: Fields, warnings: Warnings, policies: BuildFilePolicies) => BuildFileRecord,
): ReadDocument {
  return (document, warnings, policies) =>
    read(new Fields(asObject(document), warnings, policies.secrets), warnings, policies);
}

/** Readers of the JSON files in the folder of a build. To add a file, add a reader in this folder and an entry here. */
const READERS: Readonly<Record<BuildFileKind, ReadDocument>> = {
  started: ofObject(readStarted),
  finished: ofObject(readFinished),
  prowjob: ofObject(readProwJob),
  podinfo: ofObject(readPodInfo),
  clone_records: (document, warnings, policies) => {
    if (!Array.isArray(document)) throw new UnreadableArtifactError('not a list of clone records');
    if (document.length > MAX_CLONES) {
      warnings.add(`clone records: only the first ${MAX_CLONES} were kept`);
    }
    const kept = document.slice(0, MAX_CLONES);
    return readCloneRecords(
      kept.map((element) => new Fields(element, warnings, policies.secrets)),
      warnings,
    );
  },
};

/**
 * Reads one of the JSON files in the folder of a build.
 *
 * @throws UnreadableArtifactError if the content does not match the kind of file
 */
export async function readBuildFile(
  kind: BuildFileKind,
  bytes: AsyncIterable<Uint8Array>,
  policies: BuildFilePolicies,
): Promise<BuildFileRecord> {
  const warnings = new Warnings();
  return READERS[kind](await parseJson(bytes, warnings), warnings, policies);
}
