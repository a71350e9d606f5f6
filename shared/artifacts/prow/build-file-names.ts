import type { BuildFileKind } from './records.ts';

/** Names of the JSON files in the folder of a build, by their kind. */
export const BUILD_FILE_NAMES: Readonly<Record<BuildFileKind, string>> = {
  prowjob: 'prowjob.json',
  podinfo: 'podinfo.json',
  finished: 'finished.json',
  started: 'started.json',
  clone_records: 'clone-records.json',
};

/** Kinds of the JSON files in the folder of a build. */
export const BUILD_FILES = Object.keys(BUILD_FILE_NAMES) as readonly BuildFileKind[];
