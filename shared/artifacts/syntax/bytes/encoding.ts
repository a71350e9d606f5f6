import { UnreadableArtifactError } from '../../../errors.ts';

/** The encoding of a text, and how long the byte order mark is that says so. */
export interface Encoding {
  /** Label as the WHATWG Encoding Standard has it: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly label: string;
  readonly bomLength: number;
  readonly warning?: string;
}

const BYTE_ORDER_MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
] as const;

/** `<?` or `<t` without a byte order mark, as UTF-16 has it. */
const UTF16_WITHOUT_MARK = [
  { bytes: [0x3c, 0x00], label: 'utf-16le' },
  { bytes: [0x00, 0x3c], label: 'utf-16be' },
] as const;

const UTF32_MARKS = [
  [0xff, 0xfe, 0x00, 0x00],
  [0x00, 0x00, 0xfe, 0xff],
] as const;

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/;

/** How many bytes of a document {@link detectXmlEncoding} wants to see. */
export const ENCODING_WINDOW = 1024;

/**
 * Finds out how an XML document is encoded: byte order mark, else the shape of its first bytes, else its declaration,
 * else UTF-8 (XML 1.0, appendix F).
 *
 * @param head the first {@link ENCODING_WINDOW} bytes
 * @throws UnreadableArtifactError when the encoding is not one that can be decoded
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
      : { label, bomLength };
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
