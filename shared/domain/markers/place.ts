import { compiledOnce } from '../../policy/compiled-once.ts';
import type { VersionMarkerPolicy } from '../../policy/version-markers.ts';

/** The properties of a version marker that its object name states. */
export interface MarkerPlace {
  /** The product whose versions the marker names. */
  readonly product: string;
  /** Branch of the product; `null` if the name does not contain it. */
  readonly branch: string | null;
  /** Name of the file without `.txt`, such as `latest-ci`. */
  readonly channel: string;
}

const markerPlaces = compiledOnce(({ places }: VersionMarkerPolicy) =>
  places.map(({ name, product }) => ({ product, pattern: placePattern(name) })),
);

/**
 * Returns the place of a version marker.
 *
 * @param name name of an object below its bucket; not the name of a build's file
 * @returns `undefined` for the name of an object that is not a version marker
 */
export function markerPlace(name: string, policy: VersionMarkerPolicy): MarkerPlace | undefined {
  for (const { pattern, product } of markerPlaces(policy)) {
    const { branch = null, channel } = pattern.exec(name)?.groups ?? {};
    if (channel !== undefined) return { product, branch, channel };
  }
  return undefined;
}

/** Returns an expression in which each placeholder, such as `{branch}`, is a named group for one part of the path. */
function placePattern(place: string): RegExp {
  const pattern = place.replaceAll('.', '[.]').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${pattern}$`);
}
