const DECIMAL = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/;
const THOUSANDS = /^\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$/;

/**
 * Parses the `time` of a test case, in seconds: a decimal number, which may have thousands separators, as Ant writes it.
 *
 * @returns `undefined` for anything else, such as numbers with units, clock times and numbers that are not finite
 */
export function parseDuration(written: string): number | undefined {
  const digits = THOUSANDS.test(written) ? written.replaceAll(',', '') : written;
  if (!DECIMAL.test(digits)) return undefined;
  const seconds = Number(digits);
  return Number.isFinite(seconds) ? seconds : undefined;
}
