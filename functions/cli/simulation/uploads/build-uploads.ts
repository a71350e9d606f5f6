import type { Build } from '../builds/build.ts';
import type { NumberedRun } from '../history/run.ts';
import type { World } from '../world.ts';
import { artifactUploads } from './artifact-uploads.ts';
import { delayedAndCompressed } from './damage.ts';
import { prowUploads } from './prow-uploads.ts';
import type { Upload } from './upload.ts';

/**
 * Everything that a build uploads before the simulated time is over, in the order in which it arrives. So a build
 * that is not at its end by then has no end.
 */
export function buildUploads(world: World, build: Build<NumberedRun>): readonly Upload[] {
  return [...prowUploads(world, build), ...artifactUploads(world, build)]
    .map((upload) => delayedAndCompressed(world, build.run, upload))
    .filter(({ at }) => at < world.window.end)
    .sort((a, b) => a.at - b.at);
}
