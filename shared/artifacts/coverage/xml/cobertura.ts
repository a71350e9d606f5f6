import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { addLineBranches } from '../counts/line-branches.ts';
import { hashOf } from '../counts/name-hash.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { integerOf, LINE_PASSED_OVER, lineNumberOf, type XmlFormat } from './xml-format.ts';

/** Maximum number of lines of methods that wait for the lines of their class. */
const MAX_LINES = 1_000_000;

/** Such as `50% (1/2)`. */
const CONDITIONS = /\((\d+)\/(\d+)\)/;

/**
 * Cobertura: the lines of each class, which belong to the class's file. Files are counted, not classes: a line that several
 * classes of a file list is one line, with the greatest count. Lines of methods are repeated in their class; they count
 * only where the class lists none. Rates are not read.
 */
export class Cobertura implements XmlFormat {
  readonly format = 'cobertura';
  readonly files = new SourceFiles('max');
  readonly #warnings: Warnings;
  #file: SourceFile | undefined;
  #className = '';
  #method: { readonly key: number; hits: number } | undefined;
  /** Lines of the methods of the class, which count if the class itself lists none. */
  #linesOfMethods: (readonly [line: number, hits: number])[] = [];
  #hasLines = false;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void {
    if (name === 'class') this.#openClass(attributes);
    else if (name === 'method' && this.#file !== undefined) this.#openMethod(attributes);
    else if (name === 'line' && this.#file !== undefined) this.#addLine(attributes, parents);
  }

  endElement(name: string): void {
    if (name === 'method' && this.#method !== undefined) {
      this.#file?.functions.add(this.#method.key, this.#method.hits);
      this.#method = undefined;
    }
    if (name === 'class') this.#closeClass();
  }

  #closeClass(): void {
    if (!this.#hasLines) for (const line of this.#linesOfMethods) this.#file?.lines.add(...line);
    this.#linesOfMethods = [];
    this.#file = undefined;
  }

  #openClass(attributes: XmlAttributes): void {
    const path = attributes.get('filename');
    this.#className = attributes.get('name') ?? '';
    this.#hasLines = false;
    this.#file = path === undefined || path === '' ? undefined : this.files.open(path);
    if (this.#file === undefined) this.#warnings.add('a class without a file was passed over');
  }

  #openMethod(attributes: XmlAttributes): void {
    const names = [this.#className, attributes.get('name'), attributes.get('signature')];
    this.#method = { key: hashOf(names.join('\n')), hits: 0 };
  }

  #addLine(attributes: XmlAttributes, parents: readonly string[]): void {
    const hits = integerOf(attributes.get('hits'));
    const line = lineNumberOf(attributes.get('number'));
    if (hits === undefined || line === undefined) {
      this.#warnings.add(LINE_PASSED_OVER);
      return;
    }
    if (this.#method !== undefined) {
      this.#method.hits = Math.max(this.#method.hits, hits);
      if (this.#linesOfMethods.length < MAX_LINES) this.#linesOfMethods.push([line, hits]);
      return;
    }
    if (parents.at(-2) !== 'class') return;
    this.#hasLines = true;
    this.#file?.lines.add(line, hits);
    const conditions = attributes.get('condition-coverage');
    if (conditions === undefined) return;
    const [, covered, total] = CONDITIONS.exec(conditions) ?? [];
    if (this.#file === undefined || total === undefined) return;
    const branches = { line, covered: Number(covered), total: Number(total) };
    addLineBranches({ file: this.#file, files: this.files }, branches, this.#warnings);
  }
}
