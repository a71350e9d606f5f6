import type { NamesInBucket } from '../kind-names.ts';
import { hasFileName } from '../local-name.ts';

const ALIAS = /^pr-logs\/directory\/[^/]+\/\d+\.txt$/;
const LATEST =
  /^(?:logs|pr-logs\/directory|pr-logs\/pull(?:\/[^/]+){1,2})\/[^/]+\/latest-build\.txt$/;

/** The names of pointers to the newest build of a job. */
export const LATEST_BUILD_NAMES: NamesInBucket = {
  place: 'bucket',
  endings: ['.txt'],
  matchesObject: (path) => LATEST.test(path),
  matchesFile: (path) => hasFileName(path, 'latest-build.txt'),
};

/** The names of pointers from the alias of a presubmit build to its folder. */
export const BUILD_ALIAS_NAMES: NamesInBucket = {
  place: 'bucket',
  endings: ['.txt'],
  matchesObject: (path) => ALIAS.test(path),
  matchesFile: (path) => /(?:^|\/)\d+\.txt$/.test(path),
};
