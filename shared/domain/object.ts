/** One version of one object of a bucket. */
export interface ObjectVersion {
  readonly bucket: string;
  readonly name: string;
  /** The store's version number of the object: decimal, strictly growing with every rewrite. */
  readonly generation: string;
  /** Size as stored, before any `Content-Encoding` is undone. */
  readonly sizeBytes: number;
  /** When this version was written: ISO 8601, UTC. */
  readonly updatedAt: string;
}
