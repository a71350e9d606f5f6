import type { BuildFile } from '../kind.ts';
import { BUILD_FILE_NAMES } from './build-file-names.ts';
import { isCloneRecords, isFinished, isPodInfo, isProwJob, isStarted } from './documents.ts';
import { readBuildFile } from './read-build-file.ts';
import type { BuildFileKind } from './records.ts';

/** Definitions of the JSON files in the folder of a build, in the order in which a document of unknown kind is tested. */
export const BUILD_FILE_KINDS: Readonly<Record<BuildFileKind, BuildFile>> = {
  prowjob: buildFile('prowjob', isProwJob),
  podinfo: buildFile('podinfo', isPodInfo),
  finished: buildFile('finished', isFinished),
  started: buildFile('started', isStarted),
  clone_records: buildFile('clone_records', isCloneRecords),
};

function buildFile(
  kind: BuildFileKind,
  matchesDocument: (document: unknown) => boolean,
): BuildFile {
  return {
    family: 'build_file',
    fileName: BUILD_FILE_NAMES[kind],
    policies: ['credentials', 'dimensions', 'secrets'],
    matchesDocument,
    readFile: (bytes, policies) => readBuildFile(kind, bytes, policies),
    read: async function* (bytes, { policies }) {
      yield [await readBuildFile(kind, bytes, policies)];
    },
  };
}
