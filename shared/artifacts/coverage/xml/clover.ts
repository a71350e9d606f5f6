import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { addLineBranches } from '../counts/line-branches.ts';
import { hashOf } from '../counts/name-hash.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import type { Total, Totals, Unit } from '../counts/totals.ts';
import {
  integerOf,
  isNoNumber,
  LINE_PASSED_OVER,
  lineNumberOf,
  type XmlFormat,
} from './xml-format.ts';

/** Attributes of `metrics` by unit; methods are functions, and both outcomes of a condition are branches. */
const METRICS: readonly (readonly [unit: Unit, total: string, covered: string])[] = [
  ['statements', 'statements', 'coveredstatements'],
  ['branches', 'conditionals', 'coveredconditionals'],
  ['functions', 'methods', 'coveredmethods'],
];

/** How often a line ran, and how often its condition was true and false. */
const COUNTS_OF_LINE = ['count', 'truecount', 'falsecount'];

/** Clover, also as written by PHPUnit, Istanbul and others: lines of statements, conditions and methods, and metrics. */
export class Clover implements XmlFormat {
  readonly format = 'clover';
  readonly files = new SourceFiles('max');
  readonly #warnings: Warnings;
  #file: SourceFile | undefined;
  /** Path of a source file of tests, which is a file of the report if it has lines: some writers add one without any. */
  #testPath: string | undefined;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void {
    if (name === 'file') this.#openFile(attributes, parents);
    else if (name === 'line') this.#addLine(attributes);
    else if (name === 'metrics') this.#addMetrics(attributes, parents.at(-1));
  }

  endElement(name: string): void {
    if (name !== 'file') return;
    this.#file = undefined;
    this.#testPath = undefined;
  }

  #openFile(attributes: XmlAttributes, parents: readonly string[]): void {
    const path = attributes.get('path') ?? attributes.get('name') ?? '';
    if (path === '') this.#warnings.add('a file without a path was passed over');
    else if (parents[1] === 'testproject') this.#testPath = path;
    else this.#file = this.files.open(path);
  }

  #addLine(attributes: XmlAttributes): void {
    if (this.#testPath !== undefined) this.#file ??= this.files.open(this.#testPath);
    const file = this.#file;
    const line = lineNumberOf(attributes.get('num'));
    const type = attributes.get('type');
    if (file === undefined) return;
    if (line === undefined || isNoNumber(attributes, COUNTS_OF_LINE)) {
      this.#warnings.add(LINE_PASSED_OVER);
      return;
    }
    if (type === 'method') {
      const method = [line, attributes.get('name'), attributes.get('signature')].join('\n');
      file.functions.add(hashOf(method), integerOf(attributes.get('count')) ?? 0);
    }
    if (type === 'cond') this.#addCondition(file, line, attributes);
    else if (type === 'stmt') file.lines.add(line, integerOf(attributes.get('count')) ?? 0);
  }

  /**
   * Adds a line with a condition. Clover writes how often it was true and false, and no count; Istanbul writes a count, and how
   * many of the branches of the line ran and did not.
   */
  #addCondition(file: SourceFile, line: number, attributes: XmlAttributes): void {
    const [hits, whenTrue = 0, whenFalse = 0] = COUNTS_OF_LINE.map((name) =>
      integerOf(attributes.get(name)),
    );
    if (hits === undefined) {
      file.lines.add(line, Math.min(whenTrue + whenFalse, Number.MAX_SAFE_INTEGER));
      file.branches.add(line, 0, 0, whenTrue);
      file.branches.add(line, 0, 1, whenFalse);
      return;
    }
    file.lines.add(line, hits);
    const branches = { line, covered: whenTrue, total: whenTrue + whenFalse };
    addLineBranches({ file, files: this.files }, branches, this.#warnings);
  }

  #addMetrics(attributes: XmlAttributes, parent: string | undefined): void {
    if (parent !== 'file' && parent !== 'project') return;
    const totals = totalsOf(attributes);
    if (parent === 'project') this.files.statedTotals = totals;
    else for (const [unit, total] of Object.entries(totals)) this.#file?.state(unit as Unit, total);
  }
}

function totalsOf(attributes: XmlAttributes): Totals {
  const totals: Partial<Record<Unit, Total>> = {};
  for (const [unit, totalName, coveredName] of METRICS) {
    const total = integerOf(attributes.get(totalName));
    const covered = integerOf(attributes.get(coveredName));
    if (total !== undefined && covered !== undefined) totals[unit] = { total, covered };
  }
  return totals;
}
