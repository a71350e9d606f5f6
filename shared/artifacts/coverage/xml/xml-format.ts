import type { Warnings } from '../../syntax/warnings.ts';
import type { XmlAttributes } from '../../syntax/xml/attributes.ts';
import type { SourceFiles } from '../counts/source-files.ts';
import type { CoverageFormat } from '../format.ts';
import { MAX_LINE_NUMBER } from '../limits.ts';

/** The elements of a report in one format. */
export interface XmlFormat {
  readonly format: CoverageFormat;
  readonly files: SourceFiles;
  /** @param parents names of the elements around it, outermost first */
  startElement(name: string, attributes: XmlAttributes, parents: readonly string[]): void;
  /** @param parents names of the elements around it, outermost first */
  endElement?(name: string, parents: readonly string[]): void;
  /** Whether the text at the current position is needed, which only file names in elements of their own are. */
  readonly wantsText?: boolean;
  text?(text: string): void;
  /** Called when the report has ended. */
  end?(): void;
}

export type OpenXmlFormat = (warnings: Warnings) => XmlFormat;

const ZERO = '0'.charCodeAt(0);

/** Returns a non-negative integer of an attribute; larger ones than 2^53 - 1 become that number, others `undefined`. */
export function integerOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  return plainInteger(written) ?? otherInteger(written);
}

/** Returns the number that most attributes have: one to nine digits and nothing else, which a loop reads fastest. */
function plainInteger(written: string): number | undefined {
  const { length } = written;
  if (length === 0 || length > 9) return undefined;
  let number = 0;
  for (let i = 0; i < length; i++) {
    const digit = written.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    number = 10 * number + digit;
  }
  return number;
}

function otherInteger(written: string): number | undefined {
  if (!/^\s*\d+\s*$/.test(written)) return undefined;
  return Math.min(Number(written), Number.MAX_SAFE_INTEGER);
}

/** Returns the number of a line; `undefined` if it is none. */
export function lineNumberOf(written: string | undefined): number | undefined {
  const line = integerOf(written);
  return line === undefined || line > MAX_LINE_NUMBER ? undefined : line;
}

/** Returns whether one of some attributes is there and is no number. */
export function isNoNumber(attributes: XmlAttributes, names: readonly string[]): boolean {
  return names.some((name) => {
    const written = attributes.get(name);
    return written !== undefined && integerOf(written) === undefined;
  });
}

/** Warning about a line that cannot be read. */
export const LINE_PASSED_OVER = 'a line without a number or a count was passed over';
