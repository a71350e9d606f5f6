/** Reads a report that is made on the way, and prints what it took: `big-report.ts <shape> <megabytes>`. */
import { readJUnit } from '../../shared/artifacts/junit/read.ts';

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

async function* generate(shape: string, megabytes: number): AsyncGenerator<Uint8Array> {
  const [before = '', after = ''] = SHAPES[shape] ?? [];
  const piece = Buffer.alloc(1024 * 1024, 'A');
  yield Buffer.from(before);
  for (let i = 0; i < megabytes; i++) yield await Promise.resolve(piece);
  yield Buffer.from(after);
}

const [, , shape = '', megabytes = ''] = process.argv;
let attempts = 0;
for await (const records of readJUnit(generate(shape, Number(megabytes)))) {
  attempts += records.filter(({ kind }) => kind === 'attempt').length;
}
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ attempts, peakMegabytes }));
