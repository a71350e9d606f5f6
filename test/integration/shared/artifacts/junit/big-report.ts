/**
 * Reads a report that is generated at the same time, and prints the memory that it took up to a place, and up to the end:
 * `big-report.ts <shape> <megabytes up to the place> <megabytes> [keep]`. The shape is one of a report with one long line, or of
 * many elements. With `keep` it keeps a copy of the report, as a reader must not do. Node.js has to be started with `--expose-gc`.
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

const PADDING = 'x'.repeat(200);

/** Reports of many elements, each made of its number: what is remembered of them has to be limited. */
const SERIES: Readonly<Record<string, (i: number) => string>> = {
  elements: (i) => `<element${i} attribute${i}="1"/>`,
  long_elements: (i) => `<${'e'.repeat(150)}${i} ${'a'.repeat(150)}${i}="1"/>`,
  variants: (i) =>
    `<testcase name="t" hostname="chrome ${lettersOf(i % 500)} ${PADDING}" file="${lettersOf(Math.floor(i / 500))} ${PADDING}"/>`,
  long_classes: (i) =>
    `<testcase name="t${i}" classname="${i % 2 === 0 ? 'a' : 'b'}${'c'.repeat(1500)}"/>`,
};

/** Returns a number in letters, which masks of names leave as they are. */
function lettersOf(i: number): string {
  return i.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
}

const [, , shape = '', place = '', megabytes = '', keep] = process.argv;
/** Many elements take longer than one line. */
const COLLECT_EVERY_MEGABYTES = SERIES[shape] === undefined ? 20 : 5;
const kept: Uint8Array[] = [];
let [liveMegabytes, peakMegabytes] = [0, 0];
const taken: { readonly liveMegabytes: number; readonly peakMegabytes: number }[] = [];

/** Measures the memory in use after a garbage collection, independent of when the collector would have run. */
async function measure(): Promise<void> {
  await setImmediate();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  liveMegabytes = Math.max(liveMegabytes, (heapUsed + external) / 1024 ** 2);
}

/** Returns a function that makes the next piece, of about a megabyte. */
function pieces(): () => Buffer {
  const element = SERIES[shape];
  const line = Buffer.alloc(1024 * 1024, 'A');
  if (element === undefined) return () => line;
  let count = 0;
  return () => {
    let text = '';
    while (text.length < line.length) text += element(count++);
    return Buffer.from(text);
  };
}

async function* generate(): AsyncGenerator<Uint8Array> {
  const [before = '<testsuite>', after = '</testsuite>'] = SHAPES[shape] ?? [];
  const nextPiece = pieces();
  yield Buffer.from(before);
  for (let i = 1; i <= Number(megabytes); i++) {
    const piece = nextPiece();
    yield piece;
    // The high-water mark of the system is not usable, since a child process inherits that of its parent.
    peakMegabytes = Math.max(peakMegabytes, process.memoryUsage.rss() / 1024 ** 2);
    if (keep !== undefined) kept.push(Buffer.from(piece));
    if (i % COLLECT_EVERY_MEGABYTES === 0) await measure();
    if (i === Number(place)) taken.push({ liveMegabytes, peakMegabytes });
  }
  yield Buffer.from(after);
}

let attempts = 0;
for await (const records of readJUnit(generate(), { policies: POLICIES })) {
  attempts += records.filter(({ kind }) => kind === 'attempt').length;
}
taken.push({ liveMegabytes, peakMegabytes });
console.log(JSON.stringify({ attempts, taken }));
