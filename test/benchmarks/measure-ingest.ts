import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, type Figure } from './figure.ts';
import { LAUNCHER, nodeMilliseconds } from './launcher.ts';

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
    const simulate = await nodeMilliseconds([LAUNCHER, 'simulate', bucket, ...size]);
    // The first reading after the writing fills the cache of the file system.
    await nodeMilliseconds(['-e', READ_ALL, bucket]);
    const reference = await nodeMilliseconds(['-e', READ_ALL, bucket]);
    const command = [LAUNCHER, 'ingest', bucket, '--warehouse', join(folder, 'w.duckdb')];
    yield figure({ name: 'simulate', today: simulate, reference, unit: 'ms' });
    yield figure({ name: 'ingest', today: await nodeMilliseconds(command), reference, unit: 'ms' });
    yield figure({
      name: 'ingest again',
      today: await nodeMilliseconds(command),
      reference,
      unit: 'ms',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
