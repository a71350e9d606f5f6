/**
 * Reads a report that is generated at the same time, and prints the memory that it took: `big-report.ts <shape>
 * <megabytes> [keep]`. With `keep` it keeps a copy of the report, as a reader must not do. Node.js has to be started with
 * `--expose-gc`.
 */
import { setImmediate } from 'node:timers/promises';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import { POLICIES } from '../../../../support/policies.ts';

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

/** Measures the memory in use after a garbage collection, independent of when the collector would have run. */
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
    // The high-water mark of the system is not usable, since a child process inherits that of its parent.
    peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1024 ** 2);
    if (keep !== undefined) kept.push(Buffer.from(piece));
    if (i % COLLECT_EVERY_MEGABYTES === 0) await measure();
  }
  yield Buffer.from(after);
}

let attempts = 0;
for await (const records of readJUnit(generate(), { policies: POLICIES })) {
  attempts += records.filter(({ kind }) => kind === 'attempt').length;
}
console.log(JSON.stringify({ attempts, liveMegabytes, peakMegabytes }));
