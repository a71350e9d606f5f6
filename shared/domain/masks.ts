/** A pattern of the parts that differ from run to run, and what they are replaced with. */
export type Mask = readonly [pattern: RegExp, replacement: string];

/**
 * Characters of generated names in Kubernetes: `rand.String` of k8s.io/apimachinery (pkg/util/rand) leaves out vowels
 * and the digits 0, 1 and 3.
 */
export const GENERATED = 'bcdfghjklmnpqrstvwxz2456789';

/** UUIDs in their usual form. */
export const UUID_MASK: Mask = [
  /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi,
  '<uuid>',
];

/** Dates with a time, as in ISO 8601 and with other separators. */
export const TIME_MASK: Mask = [
  /(?<!\d)\d{4}-\d\d-\d\d[T _]\d\d[:.-]\d\d(?:[:.-]\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
  '<time>',
];

/** Returns the text with each match of each mask replaced, in the order of the masks, whose patterns are global. */
export function applyMasks(text: string, masks: readonly Mask[]): string {
  let masked = text;
  // Unlike `replaceAll`, this does not ask each time whether the pattern is global.
  for (const [pattern, mask] of masks) masked = masked.replace(pattern, mask);
  return masked;
}
