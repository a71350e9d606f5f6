#!/usr/bin/env node
// Plain JavaScript, so that a Node.js version without support for TypeScript can still print the message below.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

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
  // Most new values are dropped at once. The default keeps up to 100 MB of them, and of the pieces of a file that was read.
  setFlagsFromString('--max-semi-space-size=4');
  setFlagsFromString('--semi-space-growth-factor=1');
  // Node.js keeps the compiled code of each module, by its content, in a folder of the user for temporary files.
  module.enableCompileCache();
  // The package has a bundle instead of the sources.
  const hasSources = existsSync(join(import.meta.dirname, 'command-line.ts'));
  const { runCommandLine } = await import(
    hasSources ? './command-line.ts' : '../../dist/bundle/cli/command-line.mjs'
  );
  process.exitCode = await runCommandLine(process.argv);
}
