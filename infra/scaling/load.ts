/** What arrives, and what is asked for, in a month of 30 days. */
export interface Load {
  readonly buildsPerDay: number;
  /** Notifications of a build; most are about files that are not read. */
  readonly notificationsPerBuild: number;
  /** Share of the notifications that the filter of the subscription lets through. */
  readonly deliveredShare: number;
  /** Bytes that one rebuild of all roll-ups of a date scans. */
  readonly rebuildBytes: number;
  /** Rebuilds of dates in a day. */
  readonly rebuildsPerDay: number;
  /** Bytes that one refresh scans to find the dates, and to replace the snapshots. */
  readonly refreshBytes: number;
  readonly refreshesPerDay: number;
  /** Bytes of the views that a call of reconcile scans, whatever it compares. */
  readonly reconcileBytes: number;
  readonly reconcilesPerDay: number;
  /** Bytes that the queries of all pages that a refresh stores scan. */
  readonly pageBytes: number;
  /** Bytes that the views of a dashboard scan when it is opened. */
  readonly dashboardBytes: number;
  readonly dashboardsPerDay: number;
  /** Months for which rows are kept. */
  readonly monthsKept: number;
}

/**
 * What a build gives: counted in a simulated day of kOps (`ci-signal simulate DIR --days 1`, seed 1: 161 builds) after `ingest`.
 */
export const BUILD = {
  /** Objects that are read: 1,261 rows of the ledger. */
  objects: 1261 / 161,
  /** Rows of all tables: 10,923 attempts, 1,169 findings, 792 of coverage, 161 builds, 1,261 of the ledger. */
  rows: (10_923 + 1_169 + 792 + 161 + 1_261) / 161,
  /** Messages: one for each table and object; most objects give rows of one table and a row of the ledger. */
  messages: (2 * 1261) / 161,
} as const;

/** Sizes and times that are assumed: a deployment has to measure them. */
export const ASSUMED = {
  bytesPerNotification: 2_000,
  /** Bytes of a row in BigQuery, and in a message. */
  bytesPerRow: 500,
  /** Seconds of a request to collect, which waits for Cloud Storage and Pub/Sub most of the time. */
  collectSeconds: 0.5,
  /** Seconds of a request about an object that is not read. */
  ignoredSeconds: 0.005,
  loadSeconds: 0.3,
  /** Requests that share an instance on average; the limits are 8 and 16. */
  sharedBy: 4,
  gibPerInstance: 1,
  logBytesPerRequest: 1_000,
  /** Seconds of a call of reconcile, which lists a part of the bucket for that long, and requests that list 1,000 objects each. */
  reconcileSeconds: 400,
  listsPerReconcile: 2_000,
  gibOfReconcile: 2,
  /** Queries of a call that ask the ledger, each for 20,000 objects that are read, among 2,000,000 listed ones. */
  ledgerQueries: 2,
  /** Bytes of the columns of the ledger that such a query scans, on all dates: 180 in a simulated day, and a longer name of the bucket. */
  ledgerBytesPerObject: 190,
  /** Seconds of a call of refresh, which waits for queries. */
  refreshSeconds: 120,
} as const;
