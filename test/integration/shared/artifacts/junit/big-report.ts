/**
 * Reads a report that is made on the way, and prints what it took: `big-report.ts <shape> <megabytes> [keep]`. With
 * `keep` it keeps a copy of all it makes, as a reader must not. Node.js has to be started with `--expose-gc`.
 */
import { setImmediate } from 'node:timers/promises';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';

const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  text: ['<testsuite><testcase name="t"><failure>', '</failure></testcase></testsuite>'],
  ignored: ['<testsuite><testcase name="t"><system-out>', '</system-out></testcase></testsuite>'],
  cdata: [
    '<testsuite><testcase name="t"><failure><![CDATA[',
    ']]></failure></testcase></testsuite>',
  ],
  attribute: ['<testsuite><testcase name="t"><failure message="', '"/></testcase></testsuite>'],
  name: ['<testsuite><testcase name="', '"/></testsuite>'],
  comment: ['<testsuite><!--', '--><testcase name="t"/></testsuite>'],
};

const [, , shape = '', megabytes = '', keep] = process.argv;
const COLLECT_EVERY_MEGABYTES = 20;
const kept: Uint8Array[] = [];
let [liveMegabytes, peakMegabytes] = [0, 0];

/** Collects first, so that what is measured is what somebody holds, whenever the collector would have run. */
async function measure(): Promise<void> {
  await setImmediate();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  liveMegabytes = Math.max(liveMegabytes, (heapUsed + external) / 1024 ** 2);
}

async function* generate(): AsyncGenerator<Uint8Array> {
  const [before = '', after = ''] = SHAPES[shape] ?? [];
  const piece = Buffer.alloc(1024 * 1024, 'A');
  yield Buffer.from(before);
  for (let i = 1; i <= Number(megabytes); i++) {
    yield piece;
    // Not the system's own high-water mark: a child begins with that of the process that started it.
    peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1024 ** 2);
    if (keep !== undefined) kept.push(Buffer.from(piece));
    if (i % COLLECT_EVERY_MEGABYTES === 0) await measure();
  }
  yield Buffer.from(after);
}

let attempts = 0;
for await (const records of readJUnit(generate())) {
  attempts += records.filter(({ kind }) => kind === 'attempt').length;
}
console.log(JSON.stringify({ attempts, liveMegabytes, peakMegabytes }));
