import { buildUploads } from './artifacts/build-files.ts';
import type { Upload } from './artifacts/upload.ts';
import { simulateBuild } from './builds/build.ts';
import {
  markerHistories,
  markerUploads,
  promotingBuild,
  type PromotingBuild,
} from './history/markers.ts';
import { schedule } from './history/schedule.ts';
import type { SimulationOptions } from './options.ts';
import { TruthRecorder } from './truth/recorder.ts';
import type { Truth } from './truth/truth.ts';
import { createWorld, type World } from './world.ts';

export type { SimulationOptions } from './options.ts';

/** One write of one object. A repeated name is a rewrite: the last one counts. */
export interface SimulatedObject {
  readonly name: string;
  readonly body: string | Uint8Array;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** The objects of a simulated bucket, and the truth about them. */
export interface Simulation {
  /**
   * The objects of each build in the order of their upload, build by build; then the version markers by time. They are
   * generated while they are read.
   */
  readonly objects: Iterable<SimulatedObject>;
  /** Returns the truth about all objects; simulates once more unless all objects were read before. */
  readonly truth: () => Truth;
}

/**
 * Simulates some days of kOps' CI: returns the objects that its builds would have left in a bucket, and the truth about
 * them. The same options always give the same bytes. README.md explains the steps.
 *
 * @throws UsageError if an option is out of range
 */
export function simulate(options: SimulationOptions): Simulation {
  const world = createWorld(options);
  let truth: Truth | undefined;
  const objects = {
    *[Symbol.iterator](): Generator<SimulatedObject> {
      const recorder = new TruthRecorder(world);
      for (const { name, body, at } of uploadsOf(world, recorder)) {
        yield { name, body, updatedAt: new Date(at).toISOString() };
      }
      truth ??= recorder.truth();
    },
  };
  return { objects, truth: () => (truth ??= recordTruth(world)) };
}

function recordTruth(world: World): Truth {
  const recorder = new TruthRecorder(world);
  uploadsOf(world, recorder).forEach(() => undefined);
  return recorder.truth();
}

/** Generates all uploads and records the truth about them. */
function* uploadsOf(world: World, recorder: TruthRecorder): Generator<Upload> {
  const promoting: PromotingBuild[] = [];
  for (const run of schedule(world)) {
    const build = simulateBuild(world, run);
    const uploads = buildUploads(world, build);
    recorder.addBuild(build, uploads);
    promoting.push(...promotingBuild(world, build));
    yield* uploads;
  }
  const markers = markerHistories(world, promoting);
  recorder.addMarkers(markers);
  yield* markerUploads(markers);
}
