import type { Build } from '../builds/build.ts';
import { BUILD_PARAMETERS, type OtherFileEntry } from '../catalog/builds.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { fill } from '../fill.ts';
import type { NumberedRun } from '../history/run.ts';
import { type World, randomOf } from '../world.ts';

/** A file that nobody reads here; most of a bucket is like this. */
export interface OtherFile {
  readonly name: string;
  readonly body: string;
}

/** The files of no interest that a step of the build leaves behind. */
export function otherFiles(
  world: World,
  build: Build<NumberedRun>,
  after: OtherFileEntry['after'],
): readonly OtherFile[] {
  const random = randomOf(world, `irrelevant-${after}`, build.run);
  const context = (copy: number) => ({
    at: build.times.finished,
    values: {
      ...REPOSITORY.repository,
      sha: build.under.checkout.sha,
      node: build.place.nodes[copy % build.place.nodes.length] ?? 'node',
    },
  });
  return BUILD_PARAMETERS.irrelevant
    .filter((entry) => entry.after === after)
    .flatMap(({ name, lines, copies }) =>
      Array.from({ length: copies }, (_, copy) => ({
        name: fill(name, random, context(copy)),
        body: lines.map((line) => `${fill(line, random, context(copy))}\n`).join(''),
      })),
    );
}
