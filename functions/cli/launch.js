#!/usr/bin/env node
// Plain JavaScript, so that a Node.js that cannot read TypeScript still gets to say what is needed.
import { setFlagsFromString } from 'node:v8';

const needed = 24;
const found = Number(process.versions.node.split('.')[0]);

if (found < needed) {
  console.error(
    `ci-signal needs Node.js ${needed} or newer; this is ${process.version}.\n` +
      `\`npm ci\` brings one along (the npm package "node"), unless install scripts are switched off:\n` +
      `then run \`npm rebuild node --ignore-scripts=false\`, or install Node.js ${needed} yourself.`,
  );
  process.exitCode = 2;
} else if (process.argv[2] !== '--require-node') {
  // The SQL translator is 22 MB of WebAssembly that runs for milliseconds; optimising it takes seconds, at the exit.
  setFlagsFromString('--liftoff-only');
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv);
}
