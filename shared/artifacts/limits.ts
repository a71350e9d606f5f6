/** Limits of the reading of one object. They hold for every object, whatever it contains. */
export interface ReadLimits {
  /** Bytes of the object as it is stored. A larger one is rejected before it is read. */
  readonly objectBytes: number;
  /** Bytes of the object after gzip was unpacked, in all layers together. */
  readonly unpackedBytes: number;
  /** Rows that become of the object; further ones are left out, and the ledger says so. */
  readonly rows: number;
  /** Seconds that its bytes may be waited for, all waits together; then the reading fails and is tried again. */
  readonly waitSeconds: number;
  /**
   * Seconds that reading it may take, without the time in which its bytes or the bus are waited for; it is read up to there. It is
   * compared between the pieces of an object, so that a piece is always read to its end.
   */
  readonly readSeconds: number;
}

/** Bytes of a mebibyte. */
export const MIB = 1024 ** 2;

/** Limits far above the largest real artifacts: logs of some GiB, and reports of 250,000 test cases. */
export const DEFAULT_LIMITS: ReadLimits = {
  objectBytes: 4096 * MIB,
  unpackedBytes: 4096 * MIB,
  rows: 1_000_000,
  waitSeconds: 600,
  // Less than the functions may run, so that the ledger gets its row.
  readSeconds: 400,
};
