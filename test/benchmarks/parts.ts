import { measureCoverage } from './coverage/measure-coverage.ts';
import { figure, type BenchmarkOptions, type BenchmarkPart, type Figure } from './figure.ts';
import { measureLoad } from './load/measure-load.ts';
import { measureIngest } from './measure-ingest.ts';
import { measurePages } from './measure-pages.ts';
import { measureReaders } from './measure-readers.ts';
import { measureReconcile } from './reconcile/measure-reconcile.ts';
import { measureViews } from './measure-views.ts';
import { measureStart } from './start/measure-start.ts';

/** The parts of the benchmark by their names, in the order in which they run. */
export const PARTS: Readonly<Record<string, BenchmarkPart>> = {
  start: () => measureStart(),
  readers: ({ file }) => measureReaders({ scale: 1, ...(file !== undefined && { files: [file] }) }),
  coverage: () => measureCoverage({ scale: 1, passes: 7 }),
  ingest: () => measureIngest({ days: 14 }),
  load: ({ events }) => measureLoad({ events }),
  reconcile: ({ objects }) => measureReconcile(objects),
  views: measureViewFigures,
  pages: ({ attempts }) => measurePages(attempts),
};

/** Measures the refresh and every view beside a plain scan of the raw attempts. */
async function* measureViewFigures({ attempts }: BenchmarkOptions): AsyncGenerator<Figure> {
  let reference = Number.NaN;
  for await (const { name, seconds } of measureViews(attempts)) {
    if (name === 'scan') reference = seconds * 1000;
    yield figure({ name, today: seconds * 1000, reference, unit: 'ms' });
  }
}
