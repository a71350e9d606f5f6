import type { NamesInBuild } from '../kind-names.ts';
import { BUILD_FILE_NAMES } from './build-file-names.ts';
import type { BuildFileKind } from './records.ts';
import { hasFileName } from '../local-name.ts';

/** Returns the name of a JSON file in the folder of a build. */
export function namesOfBuildFile(kind: BuildFileKind): NamesInBuild {
  const fileName = BUILD_FILE_NAMES[kind];
  return {
    place: 'build',
    endings: [`/${fileName}`],
    matchesObject: (path) => path === fileName,
    matchesFile: (path) => hasFileName(path, fileName),
  };
}
