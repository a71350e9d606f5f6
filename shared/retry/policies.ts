/** How often and how long something is tried. Waits are jittered: each is one to two times as long as stated here. */
export interface RetryPolicy {
  /** Attempts, the first one included. */
  readonly attempts: number;
  /** Wait before the second attempt. */
  readonly firstWaitMs: number;
  /** Factor from one wait to the next. */
  readonly factor: number;
  /** Longest wait. */
  readonly maxWaitMs: number;
  /** Time from the beginning of the first attempt after which no further one begins. */
  readonly totalMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Time within which the first bytes of an answer, and then the next ones, have to arrive. That of publishing leaves time for further
 * attempts.
 */
export const ANSWER_TIMEOUTS_MS = {
  storage: MINUTE,
  publish: 15 * SECOND,
  append: MINUTE,
  tracker: 30 * SECOND,
  webhook: 15 * SECOND,
} as const;

/** The policies, by what is tried again. Beyond them, Pub/Sub delivers an event or a message again. */
export const RETRIES = {
  /** Delivery of a message within the process, as Pub/Sub delivers one again. */
  delivery: {
    attempts: 5,
    firstWaitMs: 50,
    factor: 2,
    maxWaitMs: 10 * SECOND,
    totalMs: 10 * MINUTE,
  },
  /** Collecting an object on one machine, as an event in the cloud is delivered again. */
  object: { attempts: 3, firstWaitMs: 200, factor: 1, maxWaitMs: SECOND, totalMs: 30 * MINUTE },
  /** A request to Cloud Storage. */
  storage: {
    attempts: 4,
    firstWaitMs: 100,
    factor: 2,
    maxWaitMs: 5 * SECOND,
    totalMs: 5 * MINUTE,
  },
  /** Publishing a message, the time of the attempts included. */
  publish: { attempts: 11, firstWaitMs: 100, factor: 2, maxWaitMs: 5 * SECOND, totalMs: MINUTE },
  /** Appending rows to BigQuery: each attempt opens a new connection, because the old one may be the cause of the failure. */
  append: { attempts: 3, firstWaitMs: 400, factor: 2, maxWaitMs: 5 * SECOND, totalMs: 5 * MINUTE },
  /** Rebuilding the roll-ups of a date in BigQuery, which another refresh may get in the way of. */
  rebuild: {
    attempts: 4,
    firstWaitMs: SECOND,
    factor: 2,
    maxWaitMs: 30 * SECOND,
    totalMs: 30 * MINUTE,
  },
  /** A step of a deployment, which another deployment or a limit of the service may get in the way of. */
  deployment: {
    attempts: 5,
    firstWaitMs: 500,
    factor: 2,
    maxWaitMs: 10 * SECOND,
    totalMs: 5 * MINUTE,
  },
  /** Opening an issue, which may have been opened although the tracker did not say so. */
  issue: { attempts: 3, firstWaitMs: SECOND, factor: 4, maxWaitMs: 10 * SECOND, totalMs: MINUTE },
  /** Posting to a webhook, which may have taken a message although it did not answer. */
  webhook: { attempts: 4, firstWaitMs: SECOND, factor: 3, maxWaitMs: 20 * SECOND, totalMs: MINUTE },
  /** Copying a DuckDB file between two checkpoints, each of which takes seconds. */
  snapshot: {
    attempts: 6,
    firstWaitMs: 200,
    factor: 2,
    maxWaitMs: 10 * SECOND,
    totalMs: 10 * MINUTE,
  },
} as const satisfies Readonly<Record<string, RetryPolicy>>;
