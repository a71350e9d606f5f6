/** One version of an object in a bucket. */
export interface ObjectVersion {
  readonly bucket: string;
  readonly name: string;
  /** The store's version number of the object: a decimal number that grows with every rewrite. */
  readonly generation: string;
  /** Size as stored, before any `Content-Encoding` is undone. */
  readonly sizeBytes: number;
  /** Time at which this version was written: ISO 8601, UTC. */
  readonly updatedAt: string;
}
