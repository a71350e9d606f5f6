import type { NamesInBuild } from '../kind-names.ts';

/** The names that Prow's own viewer treats as JUnit, with `.gz` if the uploader did not strip it. */
const REPORT = /^artifacts\/(?:.*\/)?junit.*\.xml(?:\.gz)?$/s;

/** The names of JUnit reports. */
export const JUNIT_NAMES: NamesInBuild = {
  place: 'build',
  endings: ['.xml', '.xml.gz'],
  matchesObject: (path) => REPORT.test(path),
  matchesFile: (path) => /\.xml(?:\.gz)?$/.test(path),
};
