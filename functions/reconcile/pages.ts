import type { Artifact } from '../../shared/artifacts/object-name.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';

/** Objects that the ledger is asked about at first, so that reading begins soon, and at most. */
const FIRST_PAGE = 1000;
const LARGEST_PAGE = 20_000;

/** A listed object that gives rows. */
export interface Candidate {
  readonly object: ObjectVersion;
  readonly artifact: Artifact;
  /** Whether the filter of the comparison leaves it over. */
  readonly passes: boolean;
}

/** Some objects of a listing. */
export interface Page {
  readonly page: readonly Candidate[];
  readonly isLast: boolean;
}

/** Yields candidates in pages, which do not separate the objects of a build: reading one of them changes the ledger. */
export async function* pagesOf(
  all: AsyncIterable<Candidate>,
  largest = LARGEST_PAGE,
): AsyncGenerator<Page> {
  let size = FIRST_PAGE;
  let page: Candidate[] = [];
  for await (const candidate of all) {
    const path = candidate.artifact.build?.buildPath;
    const isSameBuild = path !== undefined && path === page.at(-1)?.artifact.build?.buildPath;
    if (page.length >= size && !isSameBuild) {
      yield { page, isLast: false };
      page = [];
      size = Math.min(10 * size, largest);
    }
    page.push(candidate);
  }
  yield { page, isLast: true };
}
