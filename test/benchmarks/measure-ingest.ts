import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { figure, type Figure } from './figure.ts';

const LAUNCHER = fileURLToPath(new URL('../../functions/cli/launch.js', import.meta.url));

/** Reads every file below a folder once, in one thread. */
const READ_ALL = `
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name));
}`;

/** Size of the simulated bucket. */
export interface IngestSize {
  readonly days: number;
  /** Share of the grid, from 0 to 1; by default that of `ci-signal simulate`. */
  readonly scale?: number;
}

/**
 * Measures `simulate`, `ingest` into a new warehouse, and `ingest` again with nothing to do, on a simulated bucket; each
 * beside reading all its files once.
 */
export async function* measureIngest({ days, scale }: IngestSize): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'ingest-'));
  try {
    const bucket = join(folder, 'bucket');
    const size = [
      '--days',
      String(days),
      ...(scale === undefined ? [] : ['--scale', String(scale)]),
    ];
    const simulate = await milliseconds([LAUNCHER, 'simulate', bucket, ...size]);
    // The first reading after the writing fills the cache of the file system.
    await milliseconds(['-e', READ_ALL, bucket]);
    const reference = await milliseconds(['-e', READ_ALL, bucket]);
    const command = [LAUNCHER, 'ingest', bucket, '--warehouse', join(folder, 'w.duckdb')];
    yield figure({ name: 'simulate', today: simulate, reference, unit: 'ms' });
    yield figure({ name: 'ingest', today: await milliseconds(command), reference, unit: 'ms' });
    yield figure({
      name: 'ingest again',
      today: await milliseconds(command),
      reference,
      unit: 'ms',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function milliseconds(command: readonly string[]): Promise<number> {
  const begun = performance.now();
  await promisify(execFile)(process.execPath, command);
  return performance.now() - begun;
}
