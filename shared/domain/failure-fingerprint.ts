import { hash } from 'node:crypto';
import { applyMasks, type Mask, TIME_MASK, UUID_MASK } from './masks.ts';

/** Characters that are compared: the beginning of a long text has the cause, later come frames and dumps that differ from run to run. */
const MASKED_LENGTH = 512;

/**
 * Patterns of the parts that differ between occurrences of the same failure, each with its replacement. The order
 * matters: times contain numbers, and URLs may contain everything.
 */
const MASKS: readonly Mask[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<url>'],
  TIME_MASK,
  [/\b(?:\d+(?:\.\d+)?(?:ms|us|µs|ns|h|m|s))+\b/g, '<duration>'],
  UUID_MASK,
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?\b/g, '<address>'],
  [/\b(?:[\w-]{1,63}\.){1,8}(?:k8s\.local|k8s\.io|internal|amazonaws\.com)\b/g, '<host>'],
  // Names of pods, nodes and namespaces end in a random suffix: letters with digits, or letters without a vowel.
  [/(?<=[a-z0-9>])-(?:\d+|(?=[a-z]*\d)[a-z0-9]{4,17})\b/g, '-<suffix>'],
  [/(?<=[a-z0-9>])-[bcdfghjklmnpqrstvwxz]{5}\b/g, '-<suffix>'],
  [/\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, '<hash>'],
  [/\d+(?:\.\d+)?/g, '<number>'],
  [/\s+/g, ' '],
];

/** Returns a failure's message, else the beginning of its text, with the parts replaced that differ from run to run. */
export function maskFailure(message: string | null, text: string | null): string {
  const said = (message ?? '').trim() === '' ? (text ?? '') : (message ?? '');
  const beginning = said.slice(0, 2 * MASKED_LENGTH);
  return applyMasks(beginning, MASKS).trim().slice(0, MASKED_LENGTH);
}

/**
 * Returns the fingerprint of a failure, which is equal for occurrences of the same failure.
 *
 * @returns 16 hexadecimal digits (64 bits of SHA-256), or `null` if the failure has neither a message nor a text
 */
export function failureFingerprint(message: string | null, text: string | null): string | null {
  const masked = maskFailure(message, text);
  return masked === '' ? null : hash('sha256', masked).slice(0, 16);
}
