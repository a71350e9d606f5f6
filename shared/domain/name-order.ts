/** Compares names of objects in the order of a listing: that of their UTF-8 bytes. */
export function compareNames(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
