import type { NamesInBuild } from '../kind-names.ts';
import { hasFileName } from '../local-name.ts';

const FILE_NAME = 'build-log.txt';

/** The name of the log of a build. */
export const BUILD_LOG_NAMES: NamesInBuild = {
  place: 'build',
  endings: [`/${FILE_NAME}`],
  matchesObject: (path) => path === FILE_NAME,
  matchesFile: (path) => hasFileName(path, FILE_NAME),
};
