import { UnreadableArtifactError } from '../../../errors.ts';
import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import { readDocument } from '../../syntax/xml/read-document.ts';
import type { XmlHandler } from '../../syntax/xml/scanner.ts';
import { MAX_PATH_LENGTH } from '../limits.ts';
import type { ReadReport } from '../format-reader.ts';
import { Clover } from './clover.ts';
import { Cobertura } from './cobertura.ts';
import { Gopherage } from './gopherage.ts';
import { JaCoCo } from './jacoco.ts';
import { OpenCover } from './opencover.ts';
import type { XmlFormat } from './xml-format.ts';
import { beginningOf } from '../../../domain/shortened.ts';

const PATH_LIMIT = { head: MAX_PATH_LENGTH, tail: 0 };
const NAME_LIMIT = { head: 1024, tail: 0 };
const SHORT_LIMIT = { head: 96, tail: 32 };

const PATHS = ['filename', 'path', 'fullPath'];
const NAMES = ['name', 'sourcefilename', 'desc', 'signature', 'class_name', 'classname', 'value'];
const NUMBERS = [
  ...['number', 'hits', 'condition-coverage', 'line-rate'],
  ...['nr', 'mi', 'ci', 'mb', 'cb', 'type', 'missed', 'covered'],
  ...['num', 'count', 'truecount', 'falsecount', 'clover', 'generated'],
  ...['statements', 'coveredstatements', 'conditionals', 'coveredconditionals'],
  ...['methods', 'coveredmethods', 'uid', 'fileid', 'vc', 'sl', 'sc', 'el', 'ec', 'offset'],
  ...['skippedDueTo', 'visited', 'numSequencePoints', 'visitedSequencePoints'],
  ...['numBranchPoints', 'visitedBranchPoints', 'numMethods', 'visitedMethods'],
];
const WANTED = new Map([
  ...NUMBERS.map((name) => [name, SHORT_LIMIT] as const),
  ...NAMES.map((name) => [name, NAME_LIMIT] as const),
  ...PATHS.map((name) => [name, PATH_LIMIT] as const),
]);

/** Elements that are directly in the root of a Cobertura report. */
const COBERTURA_PARTS = new Set(['sources', 'packages']);

/** Finds out the format of a report by its first elements, and passes the elements on to the reader of the format. */
class CoverageHandler implements XmlHandler {
  readonly wantedAttributes = WANTED;
  root: string | undefined;
  format: XmlFormat | undefined;
  readonly #warnings: Warnings;
  readonly #parents: string[] = [];

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  get wantsText(): boolean {
    return this.format?.wantsText ?? false;
  }

  startElement(name: string, attributes: XmlAttributes): void {
    if (this.#parents.length === 0) {
      this.root = name;
      this.format = this.#formatOfRoot(name, attributes);
    } else if (this.#parents.length === 1) {
      this.format ??= this.#formatOfPart(name);
    }
    this.format?.startElement(name, attributes, this.#parents);
    this.#parents.push(name);
  }

  endElement(name: string): void {
    this.#parents.pop();
    this.format?.endElement?.(name, this.#parents);
  }

  text(text: string): void {
    this.format?.text?.(text);
  }

  #formatOfRoot(name: string, attributes: XmlAttributes): XmlFormat | undefined {
    switch (name) {
      case 'coverage':
        return this.#formatOfCoverage(attributes);
      case 'CoverageSession':
        return new OpenCover(this.#warnings);
      case 'testsuite':
      case 'testsuites':
        return new Gopherage();
      case 'report':
        return new JaCoCo(this.#warnings);
      default:
        return undefined;
    }
  }

  #formatOfCoverage(attributes: XmlAttributes): XmlFormat | undefined {
    const has = (name: string) => attributes.get(name) !== undefined;
    if (has('clover') || has('generated')) return new Clover(this.#warnings);
    return has('line-rate') ? new Cobertura(this.#warnings) : undefined;
  }

  #formatOfPart(name: string): XmlFormat | undefined {
    if (this.root !== 'coverage') return undefined;
    if (name === 'project') return new Clover(this.#warnings);
    return COBERTURA_PARTS.has(name) ? new Cobertura(this.#warnings) : undefined;
  }

  /** Returns whether the document is a report of the format, according to what was found in it. */
  get isReport(): boolean {
    if (this.format instanceof Gopherage) return this.format.isGopherage;
    return this.format !== undefined;
  }
}

/**
 * Reads a report in one of the XML formats.
 *
 * @throws UnreadableArtifactError if the document is in no known format
 */
export async function readXmlReport(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
): Promise<ReadReport> {
  const handler = new CoverageHandler(warnings);
  const document = readDocument(bytes, handler, { warnings, isOfKind: () => handler.isReport });
  let step = await document.next();
  while (step.done !== true) step = await document.next();
  const { format, root } = handler;
  if (format === undefined || !handler.isReport) {
    const broken = step.value === undefined ? '' : ` (${step.value.reason})`;
    throw new UnreadableArtifactError(
      root === undefined
        ? (step.value?.reason ?? 'no XML element')
        : `the root element is <${beginningOf(root, 80)}>, not a coverage report${broken}`,
    );
  }
  format.end?.();
  return { format: format.format, files: format.files, damage: step.value };
}
