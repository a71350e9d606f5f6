/**
 * Measures ci-signal beside references, and prints each figure with its ratio: ratios can be compared between machines,
 * times cannot.
 *
 * Usage: `npm run bench -- [part…] [--json FILE] [--file PATH] [--attempts N] [--events N] [--objects N]`; README.md describes the parts.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { PARTS } from './parts.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    file: { type: 'string' },
    attempts: { type: 'string', default: '10000000' },
    events: { type: 'string', default: '100000' },
    objects: { type: 'string', default: '10000000' },
  },
});

const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const results: Record<string, Figure[]> = {};
for (const name of names) {
  const part = PARTS[name];
  if (part === undefined) {
    throw new Error(`there is no part ${name}; the parts are ${Object.keys(PARTS).join(', ')}`);
  }
  console.log(`${name}:`);
  const figures: Figure[] = (results[name] = []);
  const sizes = {
    attempts: Number(values.attempts),
    events: Number(values.events),
    objects: Number(values.objects),
  };
  for await (const one of part({ file: values.file, ...sizes })) {
    figures.push(one);
    console.log(line(one));
  }
}
if (values.json !== undefined) {
  const machine = {
    processors: availableParallelism(),
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, parts: results }, null, 2)}\n`);
}

function line({ name, today, reference, unit, ratio }: Figure): string {
  const numbers = [
    `${digits(today)} ${unit}`,
    `${digits(reference)} ${unit}`,
    `${digits(ratio)} ×`,
  ];
  return `  ${name.padEnd(30)}${numbers.map((text) => text.padStart(14)).join('')}`;
}

/** Returns a number with three significant digits, or all digits before the point. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
