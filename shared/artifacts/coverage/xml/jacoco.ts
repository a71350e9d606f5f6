import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { addLineBranches } from '../counts/line-branches.ts';
import { hashOf } from '../counts/name-hash.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { sumOfTotals, type Total, type Totals, type Unit } from '../counts/totals.ts';
import {
  integerOf,
  isNoNumber,
  LINE_PASSED_OVER,
  lineNumberOf,
  type XmlFormat,
} from './xml-format.ts';

/** Units of counters; instructions, complexity and classes are not kept. */
const UNIT_OF_COUNTER: Readonly<Partial<Record<string, Unit>>> = {
  LINE: 'lines',
  BRANCH: 'branches',
  METHOD: 'functions',
};

/** Instructions and branches of a line that did not run, and that did: `mi`, `ci`, `mb`, `cb`. */
const COUNTS_OF_LINE = ['mi', 'ci', 'mb', 'cb'];

/** Maximum number of methods of a package that are listed; their counters are always read. */
const MAX_METHODS = 500_000;

/** A method by the hash of its class, name and parameters. */
interface Method {
  readonly key: number;
  readonly hits: number;
}

/**
 * JaCoCo: the lines of each source file, with the number of instructions and branches that ran and that did not. JaCoCo does
 * not count how often. A line is covered if one of its instructions ran, which is JaCoCo's rule.
 */
export class JaCoCo implements XmlFormat {
  readonly format = 'jacoco';
  readonly files = new SourceFiles('max');
  readonly #warnings: Warnings;
  /** Sums of the counters of the whole report, and of its packages. */
  #reportTotals: Totals = {};
  #packageTotals: Totals = {};
  /** Names of the open groups, which are modules, and of the open package. */
  readonly #folders: string[] = [];
  #file: SourceFile | undefined;
  /** Methods of the open package by the name of their source file, which follows the classes. */
  readonly #methods = new Map<string, Method[]>();
  #methodCount = 0;
  #className = '';
  #methodsOfClass: Method[] | undefined;
  #method: number | undefined;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void {
    if (name === 'package' || name === 'group') this.#folders.push(attributes.get('name') ?? '');
    else if (name === 'sourcefile') this.#openFile(attributes);
    else if (name === 'class') this.#openClass(attributes);
    else if (name === 'method') this.#openMethod(attributes);
    else if (name === 'line' && this.#file !== undefined) this.#addLine(this.#file, attributes);
    else if (name === 'counter') this.#addCounter(attributes, parents.at(-1));
  }

  endElement(name: string): void {
    if (name === 'sourcefile') this.#file = undefined;
    else if (name === 'method') this.#method = undefined;
    else if (name === 'package' || name === 'group') {
      this.#folders.pop();
      this.#methods.clear();
      this.#methodCount = 0;
    }
  }

  /** The totals are the counters of the report, else the sums of those of its packages. */
  end(): void {
    const stated =
      Object.keys(this.#reportTotals).length > 0 ? this.#reportTotals : this.#packageTotals;
    if (Object.keys(stated).length === 0) return;
    // A report without branches has no counter of branches.
    this.files.statedTotals = { branches: { total: 0, covered: 0 }, ...stated };
  }

  #openFile(attributes: XmlAttributes): void {
    const name = attributes.get('name') ?? '';
    const file = this.files.open([...this.#folders, name].filter((part) => part !== '').join('/'));
    for (const { key, hits } of this.#methods.get(name) ?? []) file.functions.add(key, hits);
    this.#file = file;
  }

  #openClass(attributes: XmlAttributes): void {
    const source = attributes.get('sourcefilename') ?? '';
    this.#className = attributes.get('name') ?? '';
    this.#methodsOfClass = this.#methods.get(source) ?? [];
    this.#methods.set(source, this.#methodsOfClass);
  }

  #openMethod(attributes: XmlAttributes): void {
    const names = [this.#className, attributes.get('name'), attributes.get('desc')];
    this.#method = hashOf(names.join('\n'));
  }

  #addMethod(key: number, { covered }: Total): void {
    if (this.#methodCount >= MAX_METHODS) return;
    this.#methodCount++;
    this.#methodsOfClass?.push({ key, hits: covered > 0 ? 1 : 0 });
  }

  #addLine(file: SourceFile, attributes: XmlAttributes): void {
    const line = lineNumberOf(attributes.get('nr'));
    if (line === undefined || isNoNumber(attributes, COUNTS_OF_LINE)) {
      this.#warnings.add(LINE_PASSED_OVER);
      return;
    }
    const [missed = 0, covered = 0, missedBranches = 0, coveredBranches = 0] = COUNTS_OF_LINE.map(
      (name) => integerOf(attributes.get(name)),
    );
    if (missed + covered > 0) file.lines.add(line, covered > 0 ? 1 : 0);
    const total = missedBranches + coveredBranches;
    const branches = { line, covered: coveredBranches, total };
    addLineBranches({ file, files: this.files }, branches, this.#warnings);
  }

  #addCounter(attributes: XmlAttributes, parent: string | undefined): void {
    const unit = UNIT_OF_COUNTER[attributes.get('type') ?? ''];
    const missed = integerOf(attributes.get('missed'));
    const covered = integerOf(attributes.get('covered'));
    if (unit === undefined) return;
    if (missed === undefined || covered === undefined) {
      this.#warnings.add('a counter without numbers was passed over');
      return;
    }
    const total: Total = { total: Math.min(missed + covered, Number.MAX_SAFE_INTEGER), covered };
    if (parent === 'method' && unit === 'functions' && this.#method !== undefined)
      this.#addMethod(this.#method, total);
    else if (parent === 'sourcefile') this.#file?.state(unit, total);
    else if (parent === 'package')
      this.#packageTotals = sumOfTotals([this.#packageTotals, { [unit]: total }]);
    else if (parent === 'report') this.#reportTotals = { ...this.#reportTotals, [unit]: total };
  }
}
