/** One writing of a version marker. */
export interface MarkerWriteTruth {
  readonly version: string;
  readonly commit: string;
  readonly written_at: string;
  /** The build that promoted the version; `null` if it was none that is simulated. */
  readonly promoted_by: string | null;
}

/** A version marker with all its history, which begins some days before the window. */
export interface MarkerTruth {
  readonly marker: string;
  readonly branch: string;
  readonly channel: string;
  readonly writes: readonly MarkerWriteTruth[];
}

/** A version that was promoted before any build had tested it and passed. */
export interface UntestedPromotionTruth {
  readonly marker: string;
  readonly version: string;
  readonly promoted_at: string;
  readonly promoted_by: string;
  /** What that build had under test instead. */
  readonly tested_version: string;
}

/** What is true of version markers. */
export interface MarkersTruth {
  readonly markers: readonly MarkerTruth[];
  /** Markers that stand still at the end, as planned, and since when. */
  readonly stale_markers: readonly { readonly marker: string; readonly since: string }[];
  readonly untested_promotions: readonly UntestedPromotionTruth[];
}
