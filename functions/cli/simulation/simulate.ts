import { simulateBuild } from './builds/build.ts';
import { schedule } from './history/schedule.ts';
import { markerHistories } from './history/markers.ts';
import { promotingBuild, type PromotingBuild } from './history/markers.ts';
import { markerUploads } from './history/markers.ts';
import type { SimulationOptions } from './options.ts';
import { TruthRecorder } from './truth/recorder.ts';
import type { Truth } from './truth/truth.ts';
import { buildUploads } from './artifacts/build-files.ts';
import type { Upload } from './artifacts/upload.ts';
import { createWorld, type World } from './world.ts';

export type { SimulationOptions } from './options.ts';

/** One write of one object. A name that is given again is a rewrite: the last one counts. */
export interface SimulatedObject {
  readonly name: string;
  readonly body: string | Uint8Array;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

export interface Simulation {
  /** Build by build, and of each build in the order of upload; then version markers by time. Made as they are asked for. */
  readonly objects: Iterable<SimulatedObject>;
  /** The truth about all objects; to ask before all of them were taken costs a run of its own. */
  readonly truth: () => Truth;
}

/**
 * Makes up some days of kOps' CI: the objects that its builds would have left in a bucket, and the truth about them.
 * The same options give the same bytes, always.
 *
 * @throws UsageError when an option makes no sense
 */
export function simulate(options: SimulationOptions): Simulation {
  const world = createWorld(options);
  let truth: Truth | undefined;
  const objects = {
    *[Symbol.iterator](): Generator<SimulatedObject> {
      const recorder = new TruthRecorder(world);
      yield* uploadsOf(world, recorder).map(asObject);
      truth ??= recorder.truth();
    },
  };
  return {
    objects,
    truth: () => (truth ??= truthOf(world)),
  };
}

function* uploadsOf(world: World, recorder: TruthRecorder): Generator<Upload> {
  const tested: PromotingBuild[] = [];
  for (const run of schedule(world)) {
    const build = simulateBuild(world, run);
    const uploads = buildUploads(world, build);
    recorder.add(build, uploads);
    tested.push(...promotingBuild(world, build));
    yield* uploads;
  }
  const markers = markerHistories(world, tested);
  recorder.addMarkers(markers);
  yield* markerUploads(markers);
}

function asObject({ name, body, at }: Upload): SimulatedObject {
  return { name, body, updatedAt: new Date(at).toISOString() };
}

function truthOf(world: World): Truth {
  const recorder = new TruthRecorder(world);
  uploadsOf(world, recorder).forEach(() => undefined);
  return recorder.truth();
}
