/** Whether tests with random or systematically changed input run all of it, as `.ci/run` does, or a tenth. */
const IS_FULL = process.env['CI_SIGNAL_FULL_BUDGET'] === '1';

const SHARE = 10;

/**
 * Returns how many random inputs a property is tried with.
 *
 * @param full number in `.ci/run`
 */
export function budget(full: number): number {
  return IS_FULL ? full : Math.ceil(full / SHARE);
}

/**
 * Returns the distance between the places of an input that are changed one after the other.
 *
 * @param full distance in `.ci/run`
 */
export function stride(full: number): number {
  return IS_FULL ? full : full * SHARE + 1;
}
