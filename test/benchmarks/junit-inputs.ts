import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Kinds of reports that CI writes, by what most of their bytes are. */
export const JUNIT_INPUTS = {
  k8s: { megabytes: 1, description: 'Ginkgo: 95 % of the test cases skipped' },
  'go-unit': { megabytes: 7, description: 'Go: test cases that passed' },
  failures: { megabytes: 25, description: 'failures with 4 KB of escaped traces' },
  logs: { megabytes: 104, description: 'test cases with 52 KB of output, which is not kept' },
  giant: { megabytes: 263, description: 'one section of CDATA and one text, which are not kept' },
} as const;

export type JUnitInput = keyof typeof JUNIT_INPUTS;

const WORDS =
  'should create pods with the expected limits when a node is ready and volume mounted after restart of kubelet'.split(
    ' ',
  );

/** Returns a text of a few words that depends on a number only. */
function words(seed: number, count: number): string {
  return Array.from({ length: count }, (_, i) => WORDS[(seed * 7 + i * i * 3) % WORDS.length]).join(
    ' ',
  );
}

/** Returns a name as Ginkgo writes it. */
const ginkgoName = (i: number): string =>
  `[It] [sig-${WORDS[i % WORDS.length] ?? ''}] ${words(i, 9)} case ${String.fromCharCode(97 + (i % 26))}${i % 100}`;

const LOG_LINES = Array.from(
  { length: 512 },
  (_, i) => `I1126 09:55:${10 + (i % 50)} controller.go:${i % 900}] [reconcile] ${words(i, 8)}\n`,
);

/** Returns lines of a log of about a number of characters. */
function logOf(length: number, seed: number): string {
  let log = '';
  for (let i = seed; log.length < length; i++) log += LOG_LINES[i % LOG_LINES.length] ?? '';
  return log;
}

/** Returns a trace with the characters escaped that Go's encoding/xml escapes. */
function escapedTrace(seed: number): string {
  const frame = (i: number): string =>
    `goroutine ${i} [running]: main.(*Runner).Wait(&#34;${words(i, 3)}&#34;, &lt;${i}&gt;)&#xA;&#x9;/go/src/main/run.go:${i % 900} +0x1d &amp; more&#xA;`;
  return Array.from({ length: 28 }, (_, i) => frame(seed + i)).join('');
}

/** Returns one part of a report after another, without its root element. */
const PARTS: Readonly<Record<JUnitInput, (i: number) => string>> = {
  k8s: (i) =>
    `<testcase name="${ginkgoName(i)}" classname="Kubernetes e2e suite" time="${i % 20 === 0 ? '12.345678' : '0'}">` +
    `${i % 20 === 0 ? '' : '<skipped></skipped>'}</testcase>\n`,
  'go-unit': (i) =>
    `\t\t<testcase classname="k8s.io/kubernetes/pkg/controller/p${Math.floor(i / 200)}" name="Test${words(i, 1)}/case_${i % 200}_${i % 7}" time="${(i % 100) / 100}0000"></testcase>\n`,
  failures: (i) =>
    `<testcase name="${ginkgoName(i)}" classname="suite.Class${i % 50}" time="1.5"><failure message="expected &lt;${i % 9}&gt; to be ready" type="Failed">${escapedTrace(i)}</failure></testcase>\n`,
  logs: (i) =>
    `<testcase name="${ginkgoName(i)}" time="0.5"><system-out>${i % 2 === 0 ? `<![CDATA[${logOf(52_000, i)}]]>` : logOf(52_000, i)}</system-out></testcase>\n`,
  giant: (i) => logOf(256 * 1024, i),
};

/** Yields a report of a kind that has about a number of megabytes. */
function* report(input: JUnitInput, megabytes: number): Generator<string> {
  const maxLength = megabytes * 1_000_000;
  let length = 0;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="suite">\n';
  if (input === 'giant') yield '<testcase name="a" time="1"><system-out><![CDATA[';
  for (let i = 0; length < maxLength; i++) {
    const part = PARTS[input](i);
    const isMiddle =
      input === 'giant' && length < maxLength / 2 && length + part.length >= maxLength / 2;
    yield part;
    if (isMiddle) yield ']]></system-out></testcase><testcase name="b" time="1"><system-out>';
    length += part.length;
  }
  if (input === 'giant') yield '</system-out></testcase>';
  yield '</testsuite>\n';
}

/** Writes a report of a kind to a file. The same arguments always give the same bytes. */
export async function writeJUnitInput(
  input: JUnitInput,
  megabytes: number,
  path: string,
): Promise<void> {
  await pipeline(Readable.from(report(input, megabytes)), createWriteStream(path));
}
