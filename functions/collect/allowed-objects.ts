import type { FinalizedObject } from './collect-object.ts';

/** A place from which objects are read: a bucket, or the objects of a bucket whose names start with a prefix. */
export interface AllowedPlace {
  readonly bucket: string;
  readonly prefix: string;
}

/** Returns whether an object is in one of the places from which objects are read. */
export function isAllowed(places: readonly AllowedPlace[], object: FinalizedObject): boolean {
  return places.some(
    ({ bucket, prefix }) => object.bucket === bucket && object.name.startsWith(prefix),
  );
}
