/**
 * Reads a report again and again in a process of its own, and prints a line of JSON:
 *
 * `junit-passes.ts memory <file>` prints the peak memory of one reading;
 * `junit-passes.ts speed <file> <passes>` prints the CPU time of readings and, in turn with them, of the reference: the
 * CRC-32 of the same bytes from the same stream, which zlib computes.
 */
import { crc32 } from 'node:zlib';
import { filePieces } from '../../shared/adapters/local/file-pieces.ts';
import { readJUnit } from '../../shared/artifacts/junit/read-junit.ts';
import { POLICIES } from '../support/policies.ts';

const [, , mode = '', file = '', passes = '1'] = process.argv;

let peakMegabytes = 0;

async function* pieces(): AsyncGenerator<Uint8Array> {
  for await (const piece of filePieces(file)) {
    // The high-water mark of the system is not usable, since a child process inherits that of its parent.
    if (mode === 'memory') {
      peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1024 ** 2);
    }
    yield piece;
  }
}

/** Returns the number of attempts of the report. */
async function read(): Promise<number> {
  let attempts = 0;
  for await (const records of readJUnit(pieces(), { policies: POLICIES })) {
    for (const { kind } of records) if (kind === 'attempt') attempts++;
  }
  return attempts;
}

async function checksum(): Promise<number> {
  let sum = 0;
  for await (const piece of pieces()) sum = crc32(piece, sum);
  return sum;
}

/** Returns the CPU time of all threads that something takes, in seconds. */
async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

if (mode === 'memory') {
  const attempts = await read();
  console.log(JSON.stringify({ attempts, peakMegabytes }));
} else {
  const [readings, references]: [number[], number[]] = [[], []];
  for (let i = 0; i < Number(passes); i++) {
    readings.push(await secondsOf(read));
    references.push(await secondsOf(checksum));
  }
  console.log(JSON.stringify({ readings, references }));
}
