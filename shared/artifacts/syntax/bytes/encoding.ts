import { UnreadableArtifactError } from '../../../errors.ts';

/** Encoding of a document. */
export interface Encoding {
  /** Label of the WHATWG Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly label: string;
  /** Whether the document declares US-ASCII, which the standard reads as windows-1252. */
  readonly isAscii?: boolean;
  /** Length of the byte order mark in bytes; 0 if there is none. */
  readonly bomLength: number;
  /** Contradiction between the declaration and the first bytes. */
  readonly warning?: string;
}

const BYTE_ORDER_MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
] as const;

/** First bytes of `<?` or `<t` in UTF-16 without a byte order mark. */
const UTF16_WITHOUT_MARK = [
  { bytes: [0x3c, 0x00], label: 'utf-16le' },
  { bytes: [0x00, 0x3c], label: 'utf-16be' },
] as const;

const UTF32_MARKS = [
  [0xff, 0xfe, 0x00, 0x00],
  [0x00, 0x00, 0xfe, 0xff],
] as const;

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/;

/** Names of US-ASCII in the Encoding Standard. */
const ASCII = /^(?:us-?ascii|ascii|ansi_x3\.4-1968)$/i;

/** Number of bytes that {@link detectXmlEncoding} needs. */
export const ENCODING_WINDOW = 1024;

/**
 * Returns the encoding of an XML document, according to its byte order mark, the pattern of its first bytes, or its
 * declaration, in this order; the default is UTF-8 (XML 1.0, appendix F).
 *
 * @param head the first {@link ENCODING_WINDOW} bytes
 * @throws UnreadableArtifactError if the encoding is not supported
 */
export function detectXmlEncoding(head: Uint8Array): Encoding {
  const startsWith = (bytes: readonly number[]): boolean =>
    bytes.every((byte, i) => head[i] === byte);
  if (UTF32_MARKS.some(startsWith)) throw new UnreadableArtifactError('UTF-32 is not supported');
  const mark = BYTE_ORDER_MARKS.find(({ bytes }) => startsWith(bytes));
  const shape = UTF16_WITHOUT_MARK.find(({ bytes }) => startsWith(bytes));
  const sure = mark ?? shape;
  const bomLength = mark?.bytes.length ?? 0;
  const text = new TextDecoder(sure?.label ?? 'latin1').decode(head);
  const declared = DECLARED.exec(text)?.[1];
  if (declared === undefined) return { label: sure?.label ?? 'utf-8', bomLength };
  if (sure === undefined) {
    const label = labelOf(declared);
    return label.startsWith('utf-16')
      ? {
          label: 'utf-8',
          bomLength,
          warning: `declares encoding ${declared}, its first bytes are utf-8`,
        }
      : { label, bomLength, isAscii: ASCII.test(declared) };
  }
  return agrees(declared, sure.label)
    ? { label: sure.label, bomLength }
    : {
        label: sure.label,
        bomLength,
        warning: `declares encoding ${declared}, its first bytes are ${sure.label}`,
      };
}

function labelOf(declared: string): string {
  try {
    return new TextDecoder(declared).encoding;
  } catch (error) {
    throw new UnreadableArtifactError(`unknown encoding ${declared}`, { cause: error });
  }
}

function agrees(declared: string, label: string): boolean {
  const folded = declared.toLowerCase();
  return (
    folded === label ||
    (folded === 'utf-16' && label.startsWith('utf-16')) ||
    (folded === 'utf8' && label === 'utf-8')
  );
}
