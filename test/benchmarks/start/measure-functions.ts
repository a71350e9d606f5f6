import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD_PATH, finished, started } from '../../support/build.ts';
import { FakeGoogle } from '../../support/fake-google.ts';
import { figure, mediansByTurns, type Figure } from '../figure.ts';
import { BARE_FUNCTION } from './bare-function.ts';
import { FunctionProcess } from './function-process.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const IRRELEVANT = `${BUILD_PATH}artifacts/kubelet.log`;
const RELEVANT = `${BUILD_PATH}finished.json`;

/** Number of measurements. */
export interface FunctionRuns {
  readonly cold: number;
  readonly warm: number;
  /** Events in each warm measurement. */
  readonly events: number;
}

type Start = () => Promise<FunctionProcess>;

/** Measures the bundled function `collect` beside a function that does nothing, on a fake bucket and a fake topic. */
export async function* measureFunctions(runs: FunctionRuns): AsyncGenerator<Figure> {
  const google = await FakeGoogle.start();
  // Below the checkout, where the bundle finds the Functions Framework.
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'benchmark-'));
  try {
    google.put(`${BUILD_PATH}started.json`, Buffer.from(started()));
    google.put(RELEVANT, Buffer.from(finished()));
    execFileSync(process.execPath, [join(ROOT, 'infra/build/main.ts'), folder]);
    const bare = join(folder, 'bare.mjs');
    writeFileSync(bare, BARE_FUNCTION);
    const environment = {
      GOOGLE_CLOUD_PROJECT: 'proj-one',
      TOPIC: 'records',
      BUCKETS: 'artifacts',
      ANONYMOUS: 'true',
      STORAGE_ENDPOINT: `http://${google.address}`,
      PUBSUB_EMULATOR_HOST: google.address,
    };
    const startBare: Start = () => FunctionProcess.start('bare', bare, environment);
    const startCollect: Start = () =>
      FunctionProcess.start('collect', join(folder, 'collect'), environment);
    yield* measureCold(runs.cold, startBare, startCollect);
    if (google.published.length === 0) throw new Error('the relevant event gave no message');
    yield await measureWarm(runs, startBare, startCollect);
  } finally {
    rmSync(folder, { recursive: true });
    await google.close();
  }
}

async function* measureCold(
  runs: number,
  startBare: Start,
  startCollect: Start,
): AsyncGenerator<Figure> {
  const medians = await mediansByTurns(runs, {
    bare: () => coldAnswer(startBare, IRRELEVANT),
    irrelevant: () => coldAnswer(startCollect, IRRELEVANT),
    relevant: () => coldAnswer(startCollect, RELEVANT),
  });
  const { bare: reference, irrelevant, relevant } = medians;
  yield figure({ name: 'irrelevant event, cold', today: irrelevant, reference, unit: 'ms' });
  yield figure({ name: 'relevant event, cold', today: relevant, reference, unit: 'ms' });
}

/** Returns the milliseconds from the start of a function's process to its answer to the first event. */
async function coldAnswer(start: Start, name: string): Promise<number> {
  const begun = performance.now();
  const running = await start();
  try {
    await running.notify(name);
    return performance.now() - begun;
  } finally {
    await running.stop();
  }
}

async function measureWarm(
  { warm, events }: FunctionRuns,
  startBare: Start,
  startCollect: Start,
): Promise<Figure> {
  const bare = await startBare();
  const collect = await startCollect();
  try {
    const answers = (running: FunctionProcess) => () => warmAnswer(running, events);
    await Promise.all([answers(bare)(), answers(collect)()]);
    const medians = await mediansByTurns(warm, { bare: answers(bare), collect: answers(collect) });
    const { collect: today, bare: reference } = medians;
    return figure({ name: 'irrelevant event, warm', today, reference, unit: 'ms' });
  } finally {
    await bare.stop();
    await collect.stop();
  }
}

/** Returns the mean of the milliseconds from event to answer. */
async function warmAnswer(running: FunctionProcess, events: number): Promise<number> {
  const begun = performance.now();
  for (let event = 0; event < events; event++) await running.notify(IRRELEVANT);
  return (performance.now() - begun) / events;
}
