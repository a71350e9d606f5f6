/** A place from which objects are read: a bucket, or the objects of a bucket whose names start with a prefix. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly prefix: string;
}

/** Returns whether an object is in one of the places. */
export function isInPlaces(
  { bucket, name }: { readonly bucket: string; readonly name: string },
  places: readonly ObjectPlace[],
): boolean {
  return places.some((place) => place.bucket === bucket && name.startsWith(place.prefix));
}
