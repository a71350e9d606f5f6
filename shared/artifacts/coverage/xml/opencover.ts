import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { hashOf } from '../counts/name-hash.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { checkPaths } from '../limits.ts';
import type { Totals } from '../counts/totals.ts';
import { integerOf, LINE_PASSED_OVER, lineNumberOf, type XmlFormat } from './xml-format.ts';

/** Lines of one sequence point; more is an error. */
const MAX_LINES = 10_000;

/** Maximum length of the names of a method, in characters. */
const MAX_NAMES = 4096;

/** Text that belongs to a method. */
const NAMES = new Set(['Name', 'MetadataToken']);

/** OpenCover: sequence points (statements) and branch points of methods, which refer to files by number. */
export class OpenCover implements XmlFormat {
  readonly format = 'opencover';
  readonly files = new SourceFiles('max');
  readonly #warnings: Warnings;
  /** Paths of the files by their number, which is unique in a report. */
  readonly #paths = new Map<string, string>();
  #pathLength = 0;
  #openPath: string | undefined;
  #file: SourceFile | undefined;
  #methodFile: string | undefined;
  #method: { readonly parts: string[]; length: number; isVisited: boolean } | undefined;
  #isInName = false;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  get wantsText(): boolean {
    return this.#isInName;
  }

  text(text: string): void {
    const method = this.#method;
    if (method === undefined || method.length >= MAX_NAMES) return;
    method.parts.push(text.slice(0, MAX_NAMES));
    method.length += text.length;
  }

  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void {
    const parent = parents.at(-1);
    this.#isInName = this.#method !== undefined && parent === 'Method' && NAMES.has(name);
    if (name === 'File') this.#addPath(attributes);
    else if (name === 'Method') this.#openMethod(attributes);
    else if (name === 'FileRef') this.#methodFile = attributes.get('uid');
    else if (name === 'SequencePoint') this.#addSequencePoint(attributes);
    else if (name === 'BranchPoint') this.#addBranchPoint(attributes);
    else if (name === 'Summary' && parent === 'CoverageSession') {
      this.files.statedTotals = totalsOf(attributes);
    }
  }

  endElement(name: string): void {
    this.#isInName = false;
    if (name !== 'Method' || this.#method === undefined) return;
    const { parts, isVisited } = this.#method;
    this.#fileOf(this.#methodFile)?.functions.add(hashOf(parts.join('\n')), isVisited ? 1 : 0);
    this.#method = undefined;
    this.#methodFile = undefined;
  }

  #addPath(attributes: XmlAttributes): void {
    const [uid, path] = [attributes.get('uid'), attributes.get('fullPath')];
    if (uid === undefined || path === undefined || path === '') return;
    this.#pathLength += uid.length + path.length;
    this.#paths.set(uid, path);
    checkPaths(this.#paths.size, this.#pathLength);
  }

  #openMethod(attributes: XmlAttributes): void {
    const isSkipped = attributes.get('skippedDueTo') !== undefined;
    this.#method = isSkipped
      ? undefined
      : { parts: [], length: 0, isVisited: attributes.get('visited') === 'true' };
  }

  #addSequencePoint(attributes: XmlAttributes): void {
    const file = this.#fileOf(attributes.get('fileid') ?? this.#methodFile);
    const [first, visits] = [lineNumberOf(attributes.get('sl')), integerOf(attributes.get('vc'))];
    if (file === undefined) return;
    if (first === undefined || visits === undefined) {
      this.#warnings.add(LINE_PASSED_OVER);
      return;
    }
    const last = Math.max(first, lineNumberOf(attributes.get('el')) ?? first);
    const place = ['sl', 'sc', 'el', 'ec'].map((name) => attributes.get(name)).join(',');
    file.statements.add(hashOf(place), visits);
    const end = Math.min(last, first + MAX_LINES);
    this.files.imply(Math.max(0, end - first));
    for (let line = first; line <= end; line++) file.lines.add(line, visits);
  }

  #addBranchPoint(attributes: XmlAttributes): void {
    const file = this.#fileOf(attributes.get('fileid') ?? this.#methodFile);
    const [line, visits] = [lineNumberOf(attributes.get('sl')), integerOf(attributes.get('vc'))];
    if (file === undefined) return;
    if (line === undefined || visits === undefined) {
      this.#warnings.add(LINE_PASSED_OVER);
      return;
    }
    const [offset, path] = ['offset', 'path'].map((name) => integerOf(attributes.get(name)) ?? 0);
    file.branches.add(line, offset ?? 0, path ?? 0, visits);
  }

  #fileOf(uid: string | undefined): SourceFile | undefined {
    const path = uid === undefined ? undefined : this.#paths.get(uid);
    if (path === undefined) return undefined;
    if (path !== this.#openPath) {
      this.#openPath = path;
      this.#file = this.files.open(path);
    }
    return this.#file;
  }
}

function totalsOf(attributes: XmlAttributes): Totals {
  const total = (all: string, visited: string) => ({
    total: integerOf(attributes.get(all)) ?? 0,
    covered: integerOf(attributes.get(visited)) ?? 0,
  });
  return {
    statements: total('numSequencePoints', 'visitedSequencePoints'),
    branches: total('numBranchPoints', 'visitedBranchPoints'),
    functions: total('numMethods', 'visitedMethods'),
  };
}
