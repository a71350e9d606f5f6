import { MARKER_POLICY } from '../../policy/version-markers.ts';

/** What the name of a version marker tells. */
export interface MarkerPlace {
  /** What its versions are of. */
  readonly product: string;
  /** `null` where the name has none in it. */
  readonly branch: string | null;
  /** Name of the file without `.txt`, such as `latest-ci`. */
  readonly channel: string;
}

const PLACES = MARKER_POLICY.places.map(({ name, product }) => ({
  product,
  pattern: patternOf(name),
}));

/**
 * Tells from the name of an object below its bucket whether it is a version marker, as the policy has them. Names of
 * builds' files are told apart by their first letters.
 */
export function markerPlace(name: string): MarkerPlace | undefined {
  for (const { pattern, product } of PLACES) {
    const { branch = null, channel } = pattern.exec(name)?.groups ?? {};
    if (channel !== undefined) return { product, branch, channel };
  }
  return undefined;
}

/** Placeholders stand for one part of the path. */
function patternOf(place: string): RegExp {
  const pattern = place.replaceAll('.', '[.]').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${pattern}$`);
}
