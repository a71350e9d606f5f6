import { UnreadableArtifactError } from '../../errors.ts';
import { ByteReader } from '../syntax/bytes/byte-reader.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import { peek } from '../syntax/bytes/peek.ts';
import type { ReadLimits } from '../limits.ts';
import type { Warnings } from '../syntax/warnings.ts';
import type { CoverageDamage, ReadReport, ReportReader } from './format-reader.ts';
import { SYNTAX_WINDOW, syntaxOf, type CoverageSyntax } from './format.ts';
import { readJsonReport } from './json/read-json.ts';
import { readGoProfile } from './text/read-go.ts';
import { readLcov } from './text/read-lcov.ts';
import { readXmlReport } from './xml/read-xml.ts';

const READERS: Readonly<Record<CoverageSyntax, ReportReader>> = {
  go: readGoProfile,
  json: readJsonReport,
  lcov: readLcov,
  xml: readXmlReport,
};

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * Reads a coverage report of any known format, which its content tells. A text may be whole at any line, so that only gzip
 * tells that it was cut off there.
 *
 * @throws UnreadableArtifactError if the file is no coverage report, or exceeds the limits of the reader
 */
export async function readCoverageReport(
  bytes: AsyncIterable<Uint8Array>,
  warnings: Warnings,
  limits?: ReadLimits,
): Promise<ReadReport> {
  let cutOff: CoverageDamage | undefined;
  const unpacked = gunzip(bytes, limits?.unpackedBytes, () => {
    cutOff = { reason: 'the gzip data is cut off', byteOffset: null };
  });
  const { head, bytes: all, close } = await peek(unpacked, SYNTAX_WINDOW);
  const syntax = syntaxOf(head);
  if (syntax === undefined) {
    await close();
    throw new UnreadableArtifactError(unknown(head));
  }
  const report = await READERS[syntax](syntax === 'xml' ? all : withoutMark(all), warnings);
  return { ...report, damage: report.damage ?? cutOff };
}

/** Passes over a byte order mark, which the readers of XML know already. */
async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(bytes);
  try {
    const head = await reader.take(BYTE_ORDER_MARK.length);
    if (!BYTE_ORDER_MARK.equals(head)) reader.unread(head);
    yield* reader.pieces();
  } finally {
    await reader.close();
  }
}

function unknown(head: Uint8Array): string {
  return head.length === 0 ? 'the file is empty' : 'neither a Go profile, LCOV, XML nor JSON';
}
