/**
 * Prints how fast JUnit reports are read, as a multiple of zlib's CRC-32 over the same stream and, where there is Python,
 * of expat without handlers, and the peak memory. Ratios can be compared between machines, times cannot.
 *
 * Usage: `node test/benchmarks/junit.ts [--json] [--scale 1] [file …]`: without files, it reads made-up reports of five
 * kinds.
 */
import { parseArgs } from 'node:util';
import { type JUnitMeasurement, measureJUnit } from './measure-junit.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});

function print(measurement: JUnitMeasurement): void {
  const { name, megabytes, speed, ratioToChecksum, ratioToExpat, peakMegabytes } = measurement;
  const expat = ratioToExpat === undefined ? '' : ` ${ratioToExpat.toFixed(2).padStart(6)} × expat`;
  console.log(
    `${name.padEnd(12)} ${megabytes.toFixed(1).padStart(6)} MB ${speed.toFixed(0).padStart(5)} MB/s ` +
      `${ratioToChecksum.toFixed(3).padStart(6)} × crc32${expat} ${peakMegabytes.toFixed(0).padStart(4)} MB of memory`,
  );
}

for await (const measurement of measureJUnit({ scale: Number(values.scale), files: positionals })) {
  if (values.json === true) console.log(JSON.stringify(measurement));
  else print(measurement);
}
