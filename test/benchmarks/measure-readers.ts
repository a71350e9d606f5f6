import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { figure, type Figure } from './figure.ts';
import { measureJUnit, type JUnitBenchmark, type JUnitMeasurement } from './measure-junit.ts';

/**
 * Measures the reading of JUnit reports: its speed beside expat without handlers, or beside zlib's CRC-32 where there is
 * no Python, and its peak memory beside that of Node.js alone.
 */
export async function* measureReaders(benchmark: JUnitBenchmark): AsyncGenerator<Figure> {
  const alone = await memoryOfNode();
  for await (const measurement of measureJUnit(benchmark)) {
    yield speedOf(measurement);
    const { name, peakMegabytes: today } = measurement;
    yield figure({ name: `${name}, peak memory`, today, reference: alone, unit: 'MB' });
  }
}

function speedOf({ name, speed, ratioToExpat, ratioToChecksum }: JUnitMeasurement): Figure {
  const ratio = ratioToExpat ?? ratioToChecksum;
  const other = ratioToExpat === undefined ? 'crc32' : 'expat';
  return figure({
    name: `${name} beside ${other}`,
    today: speed,
    reference: speed / ratio,
    unit: 'MB/s',
  });
}

/** Returns the peak memory in megabytes of a Node.js process that does nothing. */
async function memoryOfNode(): Promise<number> {
  const script = 'console.log(process.resourceUsage().maxRSS / 1000)';
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return Number(stdout);
}
