import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { expatSeconds } from './expat.ts';
import { median } from './figure.ts';
import { JUNIT_INPUTS, type JUnitInput, writeJUnitInput } from './junit-inputs.ts';

const PASSES_SCRIPT = fileURLToPath(new URL('junit-passes.ts', import.meta.url));

/** Bytes that are read in all passes over one report, at least; small reports need many passes until they run fast. */
const BYTES_OF_PASSES = 300_000_000;
const MIN_PASSES = 9;
const MAX_PASSES = 150;

/** Times that the programs that are compared run in turn, each making its part of the passes; not more than there are passes. */
const ROUNDS = 3;

/** How fast one report is read. */
export interface JUnitMeasurement {
  readonly name: string;
  readonly description: string;
  readonly megabytes: number;
  readonly attempts: number;
  /** Megabytes per second of CPU time, the median of all passes. */
  readonly speed: number;
  /** Speed as a multiple of that of zlib's CRC-32 over the same stream. */
  readonly ratioToChecksum: number;
  /** Speed as a multiple of that of expat without handlers; absent where there is no Python. */
  readonly ratioToExpat?: number;
  /** Peak memory of a new process that reads the report once, including about 50 MB of Node.js itself. */
  readonly peakMegabytes: number;
}

/** What is measured. */
export interface JUnitBenchmark {
  /** Size of the made-up reports as a multiple of their usual one. */
  readonly scale: number;
  /** Number of passes over each report; by default it depends on the size. */
  readonly passes?: number;
  /** Reports of the user, which are measured instead of made-up ones. */
  readonly files?: readonly string[];
}

/** Measures the reading of JUnit reports. */
export async function* measureJUnit(benchmark: JUnitBenchmark): AsyncGenerator<JUnitMeasurement> {
  const { scale, passes, files = [] } = benchmark;
  for (const file of files) {
    yield await measureFile({ name: basename(file), description: 'a file of yours', file, passes });
  }
  if (files.length > 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'junit-'));
  try {
    for (const name of Object.keys(JUNIT_INPUTS) as JUnitInput[]) {
      const { megabytes, description } = JUNIT_INPUTS[name];
      const file = join(folder, `${name}.xml`);
      await writeJUnitInput(name, megabytes * scale, file);
      yield await measureFile({ name, description, file, passes });
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface MeasuredFile {
  readonly name: string;
  readonly description: string;
  readonly file: string;
  readonly passes: number | undefined;
}

async function measureFile({
  name,
  description,
  file,
  passes,
}: MeasuredFile): Promise<JUnitMeasurement> {
  const bytes = statSync(file).size;
  const memory = memorySchema.parse(await runNode('memory', file));
  const wanted = passes ?? passesOver(bytes);
  const rounds = Math.min(ROUNDS, wanted);
  const count = Math.ceil(wanted / rounds);
  const [readings, references, expats]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const seconds = speedSchema.parse(await runNode('speed', file, String(count)));
    readings.push(...seconds.readings);
    references.push(...seconds.references);
    expats.push(...(await expatSeconds(file, count)));
  }
  const seconds = median(readings);
  return {
    name,
    description,
    megabytes: bytes / 1e6,
    attempts: memory.attempts,
    speed: bytes / 1e6 / seconds,
    ratioToChecksum: median(references) / seconds,
    ...(expats.length === 0 ? {} : { ratioToExpat: median(expats) / seconds }),
    peakMegabytes: memory.peakMegabytes,
  };
}

const memorySchema = z.object({ attempts: z.number(), peakMegabytes: z.number() });
const secondsSchema = z.array(z.number());
const speedSchema = z.object({ readings: secondsSchema, references: secondsSchema });

function passesOver(bytes: number): number {
  const passes = Math.ceil(BYTES_OF_PASSES / bytes);
  return Math.min(MAX_PASSES, Math.max(MIN_PASSES, passes));
}

async function runNode(...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [PASSES_SCRIPT, ...args]);
  return JSON.parse(stdout);
}
