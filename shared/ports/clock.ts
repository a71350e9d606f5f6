/** A source of the current time, which tests replace by a fixed one. */
export interface Clock {
  /** Returns the milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}
