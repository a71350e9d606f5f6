import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { SourceFiles } from '../counts/source-files.ts';
import type { XmlFormat } from './xml-format.ts';

/** The test case of all files, and the class of all test cases. */
const OVERALL = 'OVERALL';
const CLASS = 'go_coverage';

/**
 * `gopherage junit`, whose reports have the form of JUnit: a test case for each file and each directory, and one for all,
 * with the covered percentage of their statements. There are no counts.
 */
export class Gopherage implements XmlFormat {
  readonly format = 'gopherage';
  readonly files = new SourceFiles('max');
  #path: string | undefined;
  /** Whether test cases of gopherage were found: JUnit reports have the same elements. */
  isGopherage = false;

  startElement(name: string, attributes: XmlAttributes): void {
    if (name === 'testcase') this.#openCase(attributes);
    else if (name === 'property' && attributes.get('name') === 'coverage') {
      this.#addRatio(attributes.get('value') ?? '');
    }
  }

  #openCase(attributes: XmlAttributes): void {
    const className = attributes.get('class_name') ?? attributes.get('classname');
    this.#path = className === CLASS ? attributes.get('name') : undefined;
    this.isGopherage ||= this.#path !== undefined;
  }

  /** Keeps the ratio of a file. Directories are passed over: their files are there too. */
  #addRatio(written: string): void {
    const ratio = /^\d{1,3}(?:\.\d+)?$/.test(written)
      ? Math.min(1, Number(written) / 100)
      : undefined;
    if (ratio === undefined || this.#path === undefined) return;
    if (this.#path === OVERALL) this.files.statedRatio = ratio;
    else if (this.#path.endsWith('.go')) this.files.open(this.#path).stateRatio(ratio);
  }
}
