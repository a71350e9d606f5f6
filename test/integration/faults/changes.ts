import type { Random } from '../../../functions/cli/simulation/random.ts';
import { finished, junit, prowjob, started } from '../../support/build.ts';

/** A change of a bucket: a file is written, or removed if there is no body. */
export interface Change {
  readonly name: string;
  readonly body?: string;
}

/** Bodies of each file of a build, of which one is written at a time. Some cannot be read, or only in part. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  'started.json': [started(), started(1763683260), started(1763700000)],
  'finished.json': [finished(true), finished(false), '{"timestamp": 17'],
  'prowjob.json': [prowjob('pending'), prowjob('failure'), prowjob('success'), '[]'],
  'podinfo.json': ['{"pod": {"metadata": {"name": "p"}, "status": {"phase": "Running"}}}', 'no'],
  'clone-records.json': [
    '[{"refs": {"org": "o", "repo": "r"}, "final_sha": "abc", "failed": false}]',
  ],
  'build-log.txt': ['VpcLimitExceeded\nGot project p-1 from boskos\n', 'all is well\n'],
  'artifacts/junit_01.xml': [
    junit('a', 'b:failed', 'b', 'c:skipped'),
    junit('a:failed'),
    '<html></html>',
    junit('a', 'z:retired'),
  ],
  'artifacts/junit_02.xml': [junit('a:failed', 'd:errored'), junit('e', 'f').slice(0, -25)],
  'artifacts/filtered.cov': ['mode: set\ne.org/a/b.go:1.1,3.2 2 1\ne.org/a/c.go:4.1,9.2 3 0\n'],
};

/** Files of which a build's row is made, but for those that date the build. */
const REMOVABLE = ['podinfo.json', 'clone-records.json', 'prowjob.json'] as const;

const BUILDS = 2;
const FIRST_BUILD_ID = 1991387062838034432n;
const ONE_HOUR_OF_IDS = 4194304000n * 3600n;

/** Returns the changes of a bucket in their order: the files of some builds of one job, some of them several times. */
export function changesOf(random: Random, job: string): readonly Change[] {
  const folders = Array.from(
    { length: BUILDS },
    (_, index) => `logs/${job}/${FIRST_BUILD_ID + BigInt(index) * ONE_HOUR_OF_IDS}/`,
  );
  const changes = folders.flatMap((folder) => changesOfBuild(random, folder));
  // A file that vanishes is only noticed when another one is written.
  const last = folders.map((folder) => ({
    name: `${folder}finished.json`,
    body: random.pick([finished(true), finished(false)]),
  }));
  return [...random.sample(changes, changes.length), ...last];
}

function changesOfBuild(random: Random, folder: string): readonly Change[] {
  const writes = Object.entries(BODIES).flatMap(([file, bodies]) => {
    const times = random.integer([0, Math.min(2, bodies.length)]);
    return Array.from({ length: times }, () => ({
      name: folder + file,
      body: random.pick(bodies),
    }));
  });
  const removals = REMOVABLE.filter(() => random.chance(0.2)).map((file) => ({
    name: folder + file,
  }));
  return [...writes, ...removals];
}
