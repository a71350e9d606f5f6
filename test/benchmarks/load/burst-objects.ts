import { finished, junit, prowjob, started } from '../../support/build.ts';

/** An object that is written, and whose event is sent. */
export interface WrittenObject {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Attempts in the reports of a build: the names of the files and their numbers of cases. */
const REPORTS = { 'artifacts/junit_01.xml': 20, 'artifacts/junit_02.xml': 10 } as const;

const cases = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `case ${i}${i % 10 === 3 ? ':failed' : ''}`);

const LOG_LINES = Array.from({ length: 100 }, (_, i) => `I1120 12:00:00 line ${i}\n`).join('');

/** The files of a build; the last three are of no kind that is read, as most objects of a bucket are. */
const FILES: Readonly<Record<string, string>> = {
  'started.json': started(),
  'prowjob.json': prowjob(),
  'build-log.txt': `${LOG_LINES}VpcLimitExceeded\nGot project p-1 from boskos\n`,
  ...Object.fromEntries(
    Object.entries(REPORTS).map(([name, count]) => [name, junit(...cases(count))]),
  ),
  'artifacts/filtered.cov': 'mode: set\ne.org/a/b.go:1.1,3.2 2 1\ne.org/a/c.go:4.1,9.2 3 0\n',
  'finished.json': finished(),
  'artifacts/kubelet.log': 'a line\n',
  'artifacts/nodes.yaml': 'items: []\n',
  'artifacts/metrics.txt': 'metric 1\n',
};

const BODIES = Object.entries(FILES).map(([file, text]) => ({ file, bytes: Buffer.from(text) }));

const FILES_OF_NO_KIND = 3;

/** Number of the objects of a build, each of which has an event. */
export const OBJECTS_OF_BUILD = BODIES.length;

const FIRST_BUILD_ID = 1991387062838034432n;
const ONE_SECOND_OF_IDS = 4194304000n;
const JOBS = 200;

/** Rows that each build has in the views, each of them once. */
export const ROWS_OF_BUILD = {
  builds: 1,
  ingested_objects: OBJECTS_OF_BUILD - FILES_OF_NO_KIND,
  test_attempts: Object.values(REPORTS).reduce((sum, count) => sum + count, 0),
  coverage_files: 2,
} as const;

/** Returns the objects of a build. */
export function objectsOfBuild(index: number): readonly WrittenObject[] {
  const id = FIRST_BUILD_ID + BigInt(index) * ONE_SECOND_OF_IDS;
  const folder = `logs/e2e-load-${index % JOBS}/${id}/`;
  return BODIES.map(({ file, bytes }) => ({ name: folder + file, bytes }));
}
