/**
 * Reads a coverage report again and again in a process of its own, by turns with a reference, and prints a line of JSON with
 * the CPU time of all passes in seconds:
 *
 * `coverage-passes.ts <reference> <file> <passes>`, where the reference is `json` (JSON.parse), `lines` (the text is split
 * into lines) or `none`.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { readCoverage } from '../../../shared/artifacts/coverage/read-coverage.ts';
import { POLICIES } from '../../support/policies.ts';

const [, , reference = '', file = '', passes = '1'] = process.argv;

/** Returns the number of source files of the report. */
async function read(): Promise<number> {
  let files = 0;
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
  for await (const records of readCoverage(bytes, { policies: POLICIES })) {
    for (const { kind } of records) if (kind === 'source_file') files++;
  }
  return files;
}

const REFERENCES: Readonly<Record<string, () => unknown>> = {
  json: () => JSON.parse(readFileSync(file, 'utf8')) as unknown,
  lines: () => readFileSync(file, 'latin1').split('\n'),
};

/** Returns the CPU time of all threads that something takes, in seconds. */
async function secondsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const [readings, references]: [number[], number[]] = [[], []];
const other = REFERENCES[reference];
const files = await read();
for (let i = 0; i < Number(passes); i++) {
  readings.push(await secondsOf(read));
  if (other !== undefined) references.push(await secondsOf(other));
}
console.log(JSON.stringify({ files, readings, references }));
