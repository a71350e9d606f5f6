const DECIMAL = /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/;
const THOUSANDS = /^\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$/;

/**
 * Reads the `time` of a test case, in seconds: a decimal number, or one with thousands separators, as Ant writes it.
 *
 * @returns `undefined` when it is neither, or not finite; units and clock times are not guessed at
 */
export function parseDuration(written: string): number | undefined {
  const digits = THOUSANDS.test(written) ? written.replaceAll(',', '') : written;
  if (!DECIMAL.test(digits)) return undefined;
  const seconds = Number(digits);
  return Number.isFinite(seconds) ? seconds : undefined;
}
