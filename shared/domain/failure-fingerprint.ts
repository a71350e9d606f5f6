import { hash } from 'node:crypto';
import { applyMasks, GENERATED, type Mask } from './masks.ts';
import { maskName } from './name-masks.ts';
import { remembered } from './remembered.ts';

/** Characters that are compared: the beginning of a long text has the cause, later come frames and dumps that differ from run to run. */
const MASKED_LENGTH = 512;

const URL_MASK: Mask = [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<url>'];

/**
 * Patterns of the parts that differ between occurrences of the same failure, each with its replacement, besides those of
 * names. The order matters: addresses contain numbers, and numbers are everywhere.
 */
const MASKS: readonly Mask[] = [
  // The header of a line of klog: severity, date, time and thread.
  [/\b[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+(?: +\d+)?/g, '<time>'],
  [/(?<![\d:])[0-2]?\d:[0-5]\d:[0-5]\d(?:[.,]\d+)?(?![\d:])/g, '<time>'],
  [/\b(?:\d+(?:\.\d+)?(?:ms|us|µs|ns|h|m|s))+\b/g, '<duration>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?\b/g, '<address>'],
  // IPv6, with zone, length of the prefix, and brackets with a port. Two colons follow each other, or there are seven.
  [
    /(?:\[|(?<![\w:.]))(?=[0-9a-f:]*(?:::|(?:[0-9a-f]{1,4}:){7}))(?=[a-f:]*\d|::)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+)?(?:\/\d{1,3})?(?:\](?::\d+)?|(?!\w|:[0-9a-f:]))/gi,
    '<address>',
  ],
  [/\b(?:[\w-]{1,63}\.){1,8}(?:k8s\.local|k8s\.io|internal|amazonaws\.com)\b/g, '<host>'],
  // Nodes and instances, whose names end in four or five generated characters.
  [
    new RegExp(
      `(?<=\\b(?:nodes?|masters?|control-plane|workers?|minion|bastion|instance|gke|apiservers?)(?:-[a-z0-9]{1,20}){0,6}-)(?:[${GENERATED}]{4,5}|(?=[a-z]*\\d)[a-z0-9]{4,5})\\b`,
      'g',
    ),
    '<suffix>',
  ],
  // Names of pods, nodes and namespaces end in a random suffix: letters with digits, or letters without a vowel.
  [
    new RegExp(`(?<=[a-z0-9>]-)[${GENERATED}]{8,10}(?=-(?:[${GENERATED}]{5}|<suffix>)\\b)`, 'g'),
    '<suffix>',
  ],
  [/(?<=[a-z0-9>])-(?:\d+|(?=[a-z]*\d)[a-z0-9]{4,17})\b/g, '-<suffix>'],
  [/(?<=[a-z0-9>])-[bcdfghjklmnpqrstvwxz]{5}\b/g, '-<suffix>'],
  // Identifiers of requests and of objects: capitals and digits, or what looks like Base64.
  [/\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{10,64}\b=*/g, '<id>'],
  [
    /(?<=\b(?:request|host|trace|span|correlation|operation|activity)[ _-]?id["']?[:= ]{1,2}["']?)[\w+/.-]{6,80}=*/gi,
    '<id>',
  ],
  [
    /(?<![\w+/])(?=[a-zA-Z+/]*\d)(?=[^A-Z]{0,40}[A-Z])(?=[^a-z]{0,40}[a-z])[A-Za-z0-9+/]{24,80}={0,2}(?![\w+/])/g,
    '<id>',
  ],
  [/\b(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, '<hash>'],
  // Numbered things such as b12, but not versions such as v1.
  [/\b[a-uw-z]\d+\b/g, '<id>'],
  [/\d+(?:\.\d+)?/g, '<number>'],
  [/\s+/g, ' '],
];

/** A list, a set or a map without another one in it: Go and other languages print them in any order. */
const COLLECTION = /[[{]([^[\]{}]*)[\]}]/g;

/**
 * Returns a failure's message, else the beginning of its text, with the parts replaced that differ from run to run, and
 * the elements of collections sorted.
 */
export function maskFailure(message: string | null, text: string | null): string {
  return maskBeginning(beginningOf(message, text));
}

/**
 * Returns the fingerprint of a failure, which is equal for occurrences of the same failure.
 *
 * @returns 16 hexadecimal digits (64 bits of SHA-256), or `null` if the failure has neither a message nor a text
 */
export function failureFingerprint(message: string | null, text: string | null): string | null {
  return fingerprintOf(beginningOf(message, text));
}

/** Many tests fail for the same reason, and masking takes longer than reading the failure. */
const fingerprintOf = remembered(
  (beginning): string | null => {
    const masked = maskBeginning(beginning);
    return masked === '' ? null : hash('sha256', masked, 'buffer').toString('hex', 0, 8);
  },
  { texts: 128, length: 256 },
);

function beginningOf(message: string | null, text: string | null): string {
  const said = (message ?? '').trim() === '' ? (text ?? '') : (message ?? '');
  return said.slice(0, 2 * MASKED_LENGTH);
}

function maskBeginning(beginning: string): string {
  const masked = applyMasks(maskName(applyMasks(beginning, [URL_MASK])), MASKS);
  return sortCollections(masked).trim().slice(0, MASKED_LENGTH);
}

function sortCollections(text: string): string {
  return text.replaceAll(COLLECTION, (collection, elements: string) => {
    const separator = elements.includes(', ') ? ', ' : elements.includes(',') ? ',' : ' ';
    const sorted = elements.split(separator).sort().join(separator);
    return collection.slice(0, 1) + sorted + collection.slice(-1);
  });
}
