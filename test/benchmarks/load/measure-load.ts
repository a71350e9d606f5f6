import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { figure, quantile, type Figure } from '../figure.ts';
import { BARE_FUNCTION } from '../start/bare-function.ts';
import { FunctionProcess } from '../start/function-process.ts';
import { objectsOfBuild, OBJECTS_OF_BUILD, type WrittenObject } from './burst-objects.ts';
import { bundlePipeline } from './bundles.ts';
import { RunningPipeline, type PipelineProcesses } from './running-pipeline.ts';
import { checkStoredOnce } from './stored-once.ts';

/** Memory of DuckDB in the function load, so that the peak shows whether what is beside it grows. */
const DUCKDB_MEMORY_LIMIT = '400MB';

/** The options of Node.js that Terraform gives the function load. */
const LOAD_NODE_OPTIONS = '--max-semi-space-size=4';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Bursts in which the events are sent, each when the one before is done. */
const BURSTS = 10;

/** Size of the run. */
export interface LoadRun {
  /** Events, of which each build has ten. */
  readonly events: number;
}

/** What one run gave. */
interface LoadResult {
  readonly seconds: number;
  readonly pipeline: RunningPipeline;
  /** Megabytes. */
  readonly peakMemory: { readonly collect: number; readonly load: number };
}

/**
 * Sends events in bursts to the bundles of collect and load in processes of their own, with DuckDB as the warehouse, and checks
 * that every row is stored once. The reference is two functions that answer at once, with a tenth of the events.
 *
 * @throws Error if a row is lost or doubled
 */
export async function* measureLoad({ events }: LoadRun): AsyncGenerator<Figure> {
  const builds = Math.ceil(events / OBJECTS_OF_BUILD);
  // Below the checkout, where the bundles find the packages.
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'load-'));
  try {
    const bare = join(folder, 'bare.mjs');
    writeFileSync(bare, BARE_FUNCTION);
    const reference = await run(Math.ceil(builds / 10), () => startBare(bare));
    await bundlePipeline(folder);
    const file = join(folder, 'w.duckdb');
    const warehouse = await DuckDbWarehouse.open(file);
    await warehouse.deploy(readViews());
    await warehouse.close();
    const result = await run(builds, (google) => startPipeline(folder, file, google));
    yield* figuresOf(builds * OBJECTS_OF_BUILD, result, reference);
    await checkStoredOnce(file, builds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function startBare(file: string): Promise<PipelineProcesses> {
  const start = () => FunctionProcess.start('bare', file, {});
  return { collect: await start(), load: await start() };
}

async function startPipeline(
  folder: string,
  file: string,
  { address, bucket }: FakeGoogle,
): Promise<PipelineProcesses> {
  const collect = await FunctionProcess.start('collect', join(folder, 'collect'), {
    GOOGLE_CLOUD_PROJECT: 'proj-one',
    TOPIC: 'records',
    BUCKETS: bucket,
    ANONYMOUS: 'true',
    STORAGE_ENDPOINT: `http://${address}`,
    PUBSUB_EMULATOR_HOST: address,
  });
  const environment = {
    WAREHOUSE: 'bigquery:proj-one',
    DUCKDB_FILE: file,
    DUCKDB_MEMORY_LIMIT,
    NODE_OPTIONS: LOAD_NODE_OPTIONS,
  };
  const load = await FunctionProcess.start('load', join(folder, 'load'), environment);
  return { collect, load };
}

/** Sends the events of some builds to processes, which are started and stopped. */
async function run(
  builds: number,
  start: (google: FakeGoogle) => Promise<PipelineProcesses>,
): Promise<LoadResult> {
  const google = await FakeGoogle.start();
  const processes = await start(google);
  try {
    const pipeline = new RunningPipeline(google, processes);
    const begun = performance.now();
    for (const objects of burstsOf(builds)) await pipeline.burst(objects);
    const seconds = (performance.now() - begun) / 1000;
    const { collect, load } = processes;
    const peakMemory = { collect: collect.peakMegabytes(), load: load.peakMegabytes() };
    return { seconds, pipeline, peakMemory };
  } finally {
    for (const process of Object.values(processes)) await process.stop();
    await google.close();
  }
}

function* burstsOf(builds: number): Generator<readonly WrittenObject[]> {
  const size = Math.ceil(builds / BURSTS);
  for (let first = 0; first < builds; first += size) {
    const count = Math.min(size, builds - first);
    yield Array.from({ length: count }, (_, i) => objectsOfBuild(first + i)).flat();
  }
}

function* figuresOf(events: number, result: LoadResult, bare: LoadResult): Generator<Figure> {
  const { pipeline, seconds, peakMemory } = result;
  const bareEvents = bare.pipeline.subscriptions.collect.counts.delivered;
  yield figure({
    ...{ name: 'events a second', unit: '/s' },
    ...{ today: events / seconds, reference: bareEvents / bare.seconds },
  });
  for (const percent of [50, 99]) {
    yield figure({
      ...{ name: `p${percent} from event to row`, unit: 'ms' },
      today: quantile(pipeline.latencies, percent / 100),
      reference: quantile(bare.pipeline.answers, percent / 100),
    });
  }
  for (const target of ['collect', 'load'] as const) {
    const counts = pipeline.subscriptions[target].counts;
    const { delivered } = counts;
    yield figure({
      ...{ name: `${target}, peak memory`, unit: 'MB' },
      ...{ today: peakMemory[target], reference: bare.peakMemory[target] },
    });
    for (const name of ['duplicates', 'refused', 'failed', 'mostOpen'] as const) {
      const label = name === 'mostOpen' ? 'open at once' : name;
      yield figure({
        name: `${target}, ${label}`,
        today: counts[name],
        reference: delivered,
        unit: '',
      });
    }
  }
}
