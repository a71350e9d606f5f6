import type { Pointer } from '../kind.ts';
import { hasFileName } from '../local-name.ts';
import { readPointer } from './read-pointer.ts';
import type { PointerRecord } from './records.ts';

const ALIAS = /^pr-logs\/directory\/[^/]+\/\d+\.txt$/;
const LATEST =
  /^(?:logs|pr-logs\/directory|pr-logs\/pull(?:\/[^/]+){1,2})\/[^/]+\/latest-build\.txt$/;

/** Pointers to the newest build of a job. */
export const latestBuildKind = pointer('latest_build', {
  matchesObject: (path) => LATEST.test(path),
  matchesFile: (path) => hasFileName(path, 'latest-build.txt'),
});

/** Pointers from the alias of a presubmit build to its folder. */
export const buildAliasKind = pointer('build_alias', {
  matchesObject: (path) => ALIAS.test(path),
  matchesFile: (path) => /(?:^|\/)\d+\.txt$/.test(path),
});

function pointer(
  kind: PointerRecord['kind'],
  names: Pick<Pointer, 'matchesObject' | 'matchesFile'>,
): Pointer {
  return {
    ...names,
    family: 'pointer',
    place: 'bucket',
    policies: [],
    endings: ['.txt'],
    read: async function* (bytes) {
      yield [await readPointer(kind, bytes)];
    },
  };
}
