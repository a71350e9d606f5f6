import { hash } from 'node:crypto';

/** Of a long text the beginning has the cause; further down are frames and dumps that differ from run to run. */
const MASKED_LENGTH = 512;

/**
 * What differs between failures that are the same underneath, and what takes its place. In this order: a time has
 * numbers in it, and a URL may have everything.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<url>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b(?:\d+(?:\.\d+)?(?:ms|us|µs|ns|h|m|s))+\b/g, '<duration>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?\b/g, '<address>'],
  [/\b(?:[\w-]{1,63}\.){1,8}(?:k8s\.local|k8s\.io|internal|amazonaws\.com)\b/g, '<host>'],
  // Names of pods, nodes and namespaces end in what their controller made up: digits among letters, or no vowel.
  [/(?<=[a-z0-9>])-(?:\d+|(?=[a-z]*\d)[a-z0-9]{4,17})\b/g, '-<suffix>'],
  [/(?<=[a-z0-9>])-[bcdfghjklmnpqrstvwxz]{5}\b/g, '-<suffix>'],
  [/\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, '<hash>'],
  [/\d+(?:\.\d+)?/g, '<number>'],
  [/\s+/g, ' '],
];

/** A failure's message, else the beginning of its text, with all that differs from run to run masked. */
export function maskFailure(message: string | null, text: string | null): string {
  const said = (message ?? '').trim() === '' ? (text ?? '') : (message ?? '');
  const beginning = said.slice(0, 2 * MASKED_LENGTH);
  return MASKS.reduce((masked, [pattern, mask]) => masked.replaceAll(pattern, mask), beginning)
    .trim()
    .slice(0, MASKED_LENGTH);
}

/**
 * Fingerprint of a failure: the same for failures that are the same underneath.
 *
 * @returns 16 hexadecimal digits (64 bits of SHA-256), or `null` if the failure says nothing
 */
export function failureFingerprint(message: string | null, text: string | null): string | null {
  const masked = maskFailure(message, text);
  return masked === '' ? null : hash('sha256', masked).slice(0, 16);
}
