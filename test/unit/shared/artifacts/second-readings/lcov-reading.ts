import { CountingFile } from './counted-file.ts';

/** A second reading of an LCOV trace file. */
interface LcovReading {
  readonly files: ReadonlyMap<string, CountingFile>;
  /** Paths of files with a line that the format does not have, or whose record does not end. */
  readonly doubtful: ReadonlySet<string>;
  /** Whether each line is one of the format, and the last record has ended. */
  readonly isClean: boolean;
}

const SKIPPED = /^(?:(?:TN|VER):.*|(?:FNF|FNH|BRF|BRH|LF|LH):.*|#.*|)$/;
const LINE = /^DA:(\d+),(\d+)(?:,.*)?$/;
const BRANCH = /^BRDA:(\d+),e?(\d{1,9}),(.+),(\d+|-)$/;
const FUNCTION = /^FN:\d+,(?:\d+,)?(.+)$/;
const CALLS = /^FNDA:(\d+),(.+)$/;

/** Reads a trace file line by line, after the section FILES of the manual page of geninfo. */
export function lcovReading(text: string): LcovReading {
  const files = new Map<string, CountingFile>();
  const doubtful = new Set<string>();
  let path: string | undefined;
  let isClean = true;
  for (const line of text.split('\n').map((written) => written.trim())) {
    const file = path === undefined ? undefined : files.get(path);
    if (line.startsWith('SF:') && line !== 'SF:') {
      path = line.slice(3);
      files.set(path, files.get(path) ?? new CountingFile());
    } else if (line === 'end_of_record') path = undefined;
    else if (SKIPPED.test(line) || (file !== undefined && addRecord(file, line))) continue;
    else {
      isClean = false;
      if (path !== undefined) doubtful.add(path);
    }
  }
  if (path !== undefined) doubtful.add(path);
  return { files, doubtful, isClean: isClean && path === undefined };
}

function addRecord({ lines, branches, functions }: CountingFile, line: string): boolean {
  const add = <Key>(counts: Map<Key, number>, key: Key, count: string | undefined): true => {
    counts.set(key, (counts.get(key) ?? 0) + Number(count));
    return true;
  };
  const ofLine = LINE.exec(line);
  if (ofLine !== null)
    return Number(ofLine[1]) < 2 ** 31 && add(lines, Number(ofLine[1]), ofLine[2]);
  const ofCalls = CALLS.exec(line);
  if (ofCalls !== null) return add(functions, ofCalls[2] ?? '', ofCalls[1]);
  const ofFunction = FUNCTION.exec(line);
  if (ofFunction !== null) return add(functions, ofFunction[1] ?? '', '0');
  const [, at, block = '', branch = '', taken] = BRANCH.exec(line) ?? [];
  if (at === undefined || Number(at) >= 2 ** 31) return false;
  const key = [Number(at), Number(block), branch].join();
  const hits = (branches.get(key)?.hits ?? 0) + (taken === '-' ? 0 : Number(taken));
  branches.set(key, { line: Number(at), hits });
  return true;
}
