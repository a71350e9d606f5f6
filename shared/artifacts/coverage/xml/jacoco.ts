import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { addLineBranches } from '../counts/line-branches.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { sumOfTotals, type Total, type Totals, type Unit } from '../counts/totals.ts';
import { integerOf, lineNumberOf, type XmlFormat } from './xml-format.ts';

/** Units of counters; instructions, complexity and classes are not kept. */
const UNIT_OF_COUNTER: Readonly<Partial<Record<string, Unit>>> = {
  LINE: 'lines',
  BRANCH: 'branches',
  METHOD: 'functions',
};

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

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void {
    if (name === 'package' || name === 'group') this.#folders.push(attributes.get('name') ?? '');
    else if (name === 'sourcefile') this.#openFile(attributes);
    else if (name === 'line' && this.#file !== undefined) this.#addLine(this.#file, attributes);
    else if (name === 'counter') this.#addCounter(attributes, parents.at(-1));
  }

  endElement(name: string): void {
    if (name === 'sourcefile') this.#file = undefined;
    else if (name === 'package' || name === 'group') this.#folders.pop();
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
    const parts = [...this.#folders, attributes.get('name') ?? ''];
    this.#file = this.files.open(parts.filter((part) => part !== '').join('/'));
  }

  #addLine(file: SourceFile, attributes: XmlAttributes): void {
    const line = lineNumberOf(attributes.get('nr'));
    const [missed, covered, missedBranches, coveredBranches] = ['mi', 'ci', 'mb', 'cb'].map(
      (name) => integerOf(attributes.get(name)) ?? 0,
    );
    if (line === undefined || missed === undefined || covered === undefined) return;
    if (missed + covered > 0) file.lines.add(line, covered > 0 ? 1 : 0);
    const total = (missedBranches ?? 0) + (coveredBranches ?? 0);
    const branches = { line, covered: coveredBranches ?? 0, total };
    addLineBranches({ file, files: this.files }, branches, this.#warnings);
  }

  #addCounter(attributes: XmlAttributes, parent: string | undefined): void {
    const unit = UNIT_OF_COUNTER[attributes.get('type') ?? ''];
    const missed = integerOf(attributes.get('missed'));
    const covered = integerOf(attributes.get('covered'));
    if (unit === undefined || missed === undefined || covered === undefined) return;
    const total: Total = { total: Math.min(missed + covered, Number.MAX_SAFE_INTEGER), covered };
    if (parent === 'sourcefile') this.#file?.state(unit, total);
    else if (parent === 'package')
      this.#packageTotals = sumOfTotals([this.#packageTotals, { [unit]: total }]);
    else if (parent === 'report') this.#reportTotals = { ...this.#reportTotals, [unit]: total };
  }
}
