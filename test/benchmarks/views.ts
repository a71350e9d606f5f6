/**
 * Prints the time that the refresh and every view take in DuckDB, and its ratio to a plain scan of the raw attempts. Ratios
 * can be compared between machines, times cannot.
 *
 * Usage: `npm run benchmark -- [attempts]`, by default 10,000,000.
 */
import { measureViews, type Measurement } from './measure-views.ts';

const [, , attempts = '10000000'] = process.argv;

function print({ name, seconds, rows }: Measurement, scanSeconds: number): void {
  const ratio = (seconds / scanSeconds).toFixed(1);
  const unit = name === 'refresh' ? 'dates' : 'rows';
  console.log(
    `${name.padEnd(28)} ${seconds.toFixed(2).padStart(7)} s ${ratio.padStart(7)} × ${rows} ${unit}`,
  );
}

let scanSeconds = Number.NaN;
for await (const measurement of measureViews(Number(attempts))) {
  if (measurement.name === 'scan') scanSeconds = measurement.seconds;
  print(measurement, scanSeconds);
}
