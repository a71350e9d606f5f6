import type { NumberedBuild } from '../builds/build.ts';
import { BUILD_PARAMETERS, type OtherFileEntry } from '../catalog/builds.ts';
import { REPOSITORY } from '../catalog/repositories.ts';
import { fill } from '../fill.ts';
import { randomOf, type World } from '../world.ts';

/** Returns the files of a step that collect ignores; most objects of a real bucket are of this kind. */
export function otherFiles(
  world: World,
  build: NumberedBuild,
  after: OtherFileEntry['after'],
): readonly { readonly file: string; readonly body: string }[] {
  const random = randomOf(world, `irrelevant-${after}`, build.run);
  const context = (copy: number) => ({
    at: build.times.finished,
    values: {
      ...REPOSITORY.repository,
      sha: build.underTest.checkout.sha,
      node: build.place.nodes[copy % build.place.nodes.length] ?? 'node',
    },
  });
  return BUILD_PARAMETERS.irrelevant
    .filter((entry) => entry.after === after)
    .flatMap(({ name, lines, copies }) =>
      Array.from({ length: copies }, (_, copy) => ({
        file: fill(name, random, context(copy)),
        body: lines.map((line) => `${fill(line, random, context(copy))}\n`).join(''),
      })),
    );
}
