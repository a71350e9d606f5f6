#!/usr/bin/env node
// Plain JavaScript, so that a Node.js version without support for TypeScript can still print the message below.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const needed = 24;
const found = Number(process.versions.node.split('.')[0]);

if (found < needed) {
  console.error(
    `ci-signal needs Node.js ${needed} or newer, but this is ${process.version}.\n` +
      `Run it with \`npx ci-signal\` after \`npm ci\`, which installs Node.js ${needed} (the npm package "node").\n` +
      `If npm does not run install scripts, run \`npm rebuild node --ignore-scripts=false\` as well.`,
  );
  process.exitCode = 2;
} else if (process.argv[2] !== '--require-node') {
  // The SQL translator is 22 MB of WebAssembly. It runs for milliseconds, and V8 would optimise it for seconds.
  setFlagsFromString('--liftoff-only');
  // The commands that store many rows make far more new values than others.
  limitHeap(['ingest', 'start'].includes(process.argv[2]) ? 8 : 4);
  // Node.js keeps the compiled code of each module, by its content, in a folder of the user for temporary files.
  module.enableCompileCache();
  // The package has a bundle instead of the sources.
  const hasSources = existsSync(join(import.meta.dirname, 'command-line.ts'));
  const { runCommandLine } = await import(
    hasSources ? './command-line.ts' : '../../dist/bundle/cli/command-line.mjs'
  );
  process.exitCode = await runCommandLine(process.argv);
}

/**
 * Limits the memory of values that are not used any more.
 *
 * @param newMegabytes size of each half of the memory for new values
 */
function limitHeap(newMegabytes) {
  // Most new values are dropped at once. The default keeps up to 100 MB of them, and of the pieces of a file that was read.
  // A limit that is set while V8 runs counts for other threads only, so that the space of this one is grown to its limit and left there.
  setFlagsFromString(`--min-semi-space-size=${newMegabytes}`);
  setFlagsFromString(`--max-semi-space-size=${newMegabytes}`);
  setFlagsFromString('--semi-space-growth-factor=2');
  const kept = [];
  for (let round = 0; round < 400 && newSpaceMegabytes() < 2 * newMegabytes; round++) {
    for (let count = 0; count < 64; count++) kept.push(Array.from({ length: 256 }));
  }
  setFlagsFromString('--semi-space-growth-factor=1');
  // By default the heap of old values is collected when it is up to four times as large as after the last time.
  setFlagsFromString('--heap-growing-percent=60');
}

/** Returns the size of both halves of the memory for new values. */
function newSpaceMegabytes() {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  return (space?.space_size ?? 8 * 1024 ** 2) / 1024 ** 2;
}
