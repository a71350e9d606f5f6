import type { NamesInBuild } from '../kind-names.ts';

/** File names of coverage reports, in lower case and without `.gz`. */
const NAMES: readonly RegExp[] = [
  /\.cov$/,
  /^(?:.*[._-])?cover(?:age|profile)?\.(?:out|txt)$/,
  /\.lcov$/,
  /^(?:.*[._-])?(?:lcov|coverage)(?:[._-].*)?\.info$/,
  /^(?:cobertura|jacoco|clover|opencover)[^/]*\.xml$/,
  /^(?:.*[._-])?(?:cobertura|jacoco|clover|opencover|coverage)\.xml$/,
  /^coverage-(?:final|summary)\.json$/,
  /^(?:.*[._-])?(?:coverage|llvm-cov)\.json$/,
];

const ARTIFACTS = 'artifacts/';

/** The names of coverage reports, among them `junit_coverage.xml`, which gopherage writes in the form of JUnit. */
export const COVERAGE_NAMES: NamesInBuild = {
  place: 'build',
  endings: ['.cov', '.out', '.txt', '.info', '.lcov', '.xml', '.json'].flatMap((ending) => [
    ending,
    `${ending}.gz`,
  ]),
  matchesObject: (path) => path.startsWith(ARTIFACTS) && isReport(path),
  matchesFile: isReport,
};

function isReport(path: string): boolean {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/\.gz$/, '');
  return NAMES.some((pattern) => pattern.test(name));
}
