import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Formats of coverage that are measured: their size in megabytes, and the ending of the name of the file. */
export const COVERAGE_INPUTS = {
  go: { megabytes: 60, ending: '.out' },
  lcov: { megabytes: 40, ending: '.info' },
  cobertura: { megabytes: 40, ending: '.xml' },
  istanbul: { megabytes: 30, ending: '.json' },
} as const;

export type CoverageInput = keyof typeof COVERAGE_INPUTS;

/** Lines of each source file. */
const LINES = 200;

const lines = (line: (number: number) => string): string =>
  Array.from({ length: LINES }, (_, i) => line(i + 1)).join('');

/** How often a line of a file ran: most did, and few numbers repeat. */
const hits = (file: number, line: number): number => ((file * 31 + line * 7) % 11) * line;

const location = (line: number): string =>
  `{"start":{"line":${line},"column":2},"end":{"line":${line},"column":40}}`;

/** Returns the part of a report about one source file. */
const FILES: Readonly<Record<CoverageInput, (file: number) => string>> = {
  go: (file) =>
    lines(
      (line) =>
        `example.com/project/pkg/p${file % 90}/file${file}.go:${line}.2,${line + 1}.14 ${1 + (line % 4)} ${hits(file, line)}\n`,
    ),
  lcov: (file) =>
    `TN:\nSF:/home/runner/work/web/src/part${file % 90}/file${file}.ts\n` +
    `${lines((line) => `DA:${line},${hits(file, line)}\n`)}LF:${LINES}\nend_of_record\n`,
  cobertura: (file) =>
    `<class name="file${file}" filename="src/part${file % 90}/file${file}.py" line-rate="0.9"><methods/><lines>\n` +
    `${lines((line) => `<line number="${line}" hits="${hits(file, line)}"/>\n`)}</lines></class>\n`,
  istanbul: (file) => {
    const path = `/home/runner/work/web/src/part${file % 90}/file${file}.ts`;
    const entries = Array.from({ length: LINES }, (_, i) => i + 1);
    const places = entries.map((line) => `"${line}":${location(line)}`).join(',');
    const counts = entries.map((line) => `"${line}":${hits(file, line)}`).join(',');
    return `${file === 0 ? '' : ','}"${path}":{"path":"${path}","statementMap":{${places}},"s":{${counts}},"fnMap":{},"f":{},"branchMap":{},"b":{}}\n`;
  },
};

/** The beginning and the end of a report. */
const FRAMES: Readonly<Record<CoverageInput, readonly [string, string]>> = {
  go: ['mode: count\n', ''],
  lcov: ['', ''],
  cobertura: [
    '<?xml version="1.0"?>\n<coverage line-rate="0.9"><packages><package name="p"><classes>\n',
    '</classes></package></packages></coverage>\n',
  ],
  istanbul: ['{', '}\n'],
};

function* report(input: CoverageInput, megabytes: number): Generator<string> {
  const [begin, end] = FRAMES[input];
  yield begin;
  for (let file = 0, length = 0; length < megabytes * 1e6; file++) {
    const part = FILES[input](file);
    length += part.length;
    yield part;
  }
  yield end;
}

/** Writes a report of a format. The same arguments always give the same bytes. */
export async function writeCoverageInput(
  input: CoverageInput,
  megabytes: number,
  path: string,
): Promise<void> {
  await pipeline(Readable.from(report(input, megabytes)), createWriteStream(path));
}
