/** Period, in milliseconds, whose speed the estimate assumes for the rest: objects that are skipped first say little. */
const WINDOW = 15_000;
/** Period, in milliseconds, that has to be observed before there is an estimate. */
const MINIMUM = 2000;

/** A number of finished objects, and when it was observed in milliseconds since 1970. */
interface Sample {
  readonly done: number;
  readonly at: number;
}

/** Estimates the remaining time of a run from its speed in the last seconds. */
export class RemainingTime {
  readonly #samples: Sample[] = [];

  /**
   * Returns the seconds until `total` objects are finished, and `undefined` while the speed is not known.
   *
   * @param at time of the observation in milliseconds since 1970
   */
  estimate(done: number, total: number, at: number): number | undefined {
    const last = this.#samples.at(-1);
    // One observation per second is enough for the speed, and keeps their number small.
    if (last === undefined || at - last.at >= 1000) this.#samples.push({ done, at });
    while (this.#samples.length > 1 && at - (this.#samples[1]?.at ?? at) >= WINDOW)
      this.#samples.shift();
    const [first] = this.#samples;
    if (first === undefined || at - first.at < MINIMUM || done <= first.done) return undefined;
    return (Math.max(0, total - done) * (at - first.at)) / (done - first.done) / 1000;
  }
}

/** Returns a duration in words, such as `40 s`, `3 min` or `1 h 5 min`. */
export function describeDuration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
