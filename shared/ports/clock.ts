/** What time it is. Handlers ask it, so that tests can say what the answer is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}
