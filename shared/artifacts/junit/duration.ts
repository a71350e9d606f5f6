import type { Warnings } from '../syntax/warnings.ts';
import { plainDecimal } from './plain-decimal.ts';

const DECIMAL_POINT = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Several groups of thousands, or a decimal point after them: these commas cannot be decimal commas. */
const COMMA_GROUPS = /^[-+]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})$/;
/** One group of thousands, or three digits after a decimal comma. */
const AMBIGUOUS_COMMA = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const DECIMAL_COMMA = /^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+(?:[eE][-+]?\d+)?$/;
/** A number with a decimal point, or one group of thousands where commas are decimal commas. */
const THREE_DIGITS_AFTER_POINT = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

/** Durations from here on are Unix times, or numbers in another unit: it is 2001 as a Unix time, and 31 years. */
const MAX_SECONDS = 1e9;

const AMBIGUOUS = 'a time whose comma or point may be a decimal one or a thousands separator';

/** A number such as `2,852`, which is 2852 or 2.852: other numbers of the report decide. */
export interface AmbiguousDuration {
  readonly grouped: number;
  readonly decimal: number;
}

/** A duration in seconds; `null` if there is none, or none that is valid. */
export type Duration = number | null | AmbiguousDuration;

/**
 * Reads the durations of one report: decimal numbers of seconds. A comma is a thousands separator, as Ant and Surefire
 * write it, or a decimal comma, as tools write it that format for the locale; where one number can be both, the other
 * numbers of the report decide.
 */
export class Durations {
  readonly #warnings: Warnings;
  #hasDecimalComma = false;
  #hasDecimalPoint = false;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  /** Whether no number so far shows what a comma means. */
  get isUndecided(): boolean {
    return !this.#hasDecimalComma && !this.#hasDecimalPoint;
  }

  /** Reads a duration; a number that is not one gives a warning. */
  read(written: string | undefined): Duration {
    if (written === undefined) return null;
    const isClear = this.#hasDecimalPoint || !written.includes('.');
    const plain = isClear ? plainDecimal(written) : undefined;
    if (plain !== undefined) return this.#valid(plain);
    const trimmed = written.trim();
    if (this.#isAmbiguousPoint(trimmed)) return this.#invalid(AMBIGUOUS);
    const number = this.#number(trimmed);
    if (number === undefined) return this.#invalid('a time that is not a number of seconds');
    return typeof number === 'number' ? this.#valid(number) : number;
  }

  /** Reads a number only for what it shows about commas. */
  note(written: string | undefined): void {
    if (written !== undefined) this.#number(written.trim());
  }

  /** Returns the seconds of a duration by what the report has shown so far; an ambiguous one is `null`, with a warning. */
  seconds(duration: Duration): number | null {
    if (duration === null || typeof duration === 'number') return duration;
    if (this.#hasDecimalComma !== this.#hasDecimalPoint) {
      return this.#valid(this.#hasDecimalComma ? duration.decimal : duration.grouped);
    }
    return this.#invalid(AMBIGUOUS);
  }

  /** Returns whether a number such as `1.234` may be 1234, because commas are decimal commas in this report. */
  #isAmbiguousPoint(written: string): boolean {
    return (
      this.#hasDecimalComma && !this.#hasDecimalPoint && THREE_DIGITS_AFTER_POINT.test(written)
    );
  }

  #number(written: string): number | AmbiguousDuration | undefined {
    if (DECIMAL_POINT.test(written)) {
      // `1.234` shows nothing, since the point may separate thousands.
      this.#hasDecimalPoint ||= written.includes('.') && !THREE_DIGITS_AFTER_POINT.test(written);
      return Number(written);
    }
    if (COMMA_GROUPS.test(written)) {
      this.#hasDecimalPoint = true;
      return Number(written.replaceAll(',', ''));
    }
    if (AMBIGUOUS_COMMA.test(written)) {
      return {
        grouped: Number(written.replace(',', '')),
        decimal: Number(written.replace(',', '.')),
      };
    }
    if (!DECIMAL_COMMA.test(written)) return undefined;
    this.#hasDecimalComma = true;
    return Number(written.replaceAll('.', '').replace(',', '.'));
  }

  #valid(seconds: number): number | null {
    if (!Number.isFinite(seconds)) return this.#invalid('a time that is not a number of seconds');
    if (seconds < 0) return this.#invalid('a negative time');
    if (seconds >= MAX_SECONDS) return this.#invalid('a time of more than 30 years');
    return seconds;
  }

  #invalid(warning: string): null {
    this.#warnings.add(warning);
    return null;
  }
}
