import { DamagedArtifactError, UnreadableArtifactError } from '../../errors.ts';
import { decodeXml } from '../syntax/bytes/decode.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { AttemptRecord, ReportRecord } from './records.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import { Warnings } from '../syntax/warnings.ts';
import { XmlDamage } from '../syntax/xml/damage.ts';
import { XmlScanner } from '../syntax/xml/scanner.ts';
import { ReadAttempts } from './attempts.ts';
import { Durations } from './duration.ts';
import { JUnitHandler } from './junit-elements.ts';
import { NAME_LIMIT } from './limits.ts';
import { RecentPieces } from './recent-pieces.ts';

/** Damage that ended the reading of a report. */
interface Damage {
  readonly reason: string;
  /** Position in bytes of the decompressed file. */
  readonly byteOffset: number;
}

/**
 * Reads a JUnit report in constant memory, regardless of its size. A damaged report is read up to the damage; its report
 * record then has the outcome `salvaged`.
 *
 * @returns batches of attempts in the order of the report, and at the end the report record
 * @throws UnreadableArtifactError if the document is not a JUnit report, or exceeds the limits of the reader
 */
export async function* readJUnit(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly (AttemptRecord | ReportRecord)[]> {
  const warnings = new Warnings();
  const durations = new Durations(warnings);
  const attempts = new ReadAttempts(durations);
  const handler = new JUnitHandler(warnings, durations, (testCase) => {
    attempts.add(testCase);
  });
  const scanner = new XmlScanner(handler, warnings);
  let damage: Damage | undefined;
  const recent = new RecentPieces();
  try {
    for await (const next of decodeXml(gunzip(bytes), warnings)) {
      recent.push(next);
      scanner.write(next);
      yield attempts.take();
    }
    scanner.end();
  } catch (error) {
    damage = damageOf(error, recent, handler);
    if (error instanceof XmlDamage) {
      for (const warning of recent.warningsFrom(error.index)) warnings.withdraw(warning);
    }
  }
  if (!handler.isJUnit || handler.foreign !== undefined) throw notJUnit(handler, damage);
  handler.finish();
  attempts.release();
  const report = attempts.counter.record(damage, handler.suiteProperties.toJSON(), warnings);
  const root_element = bounded(handler.root ?? '', NAME_LIMIT);
  yield [...attempts.take(), { ...report, root_element }];
}

/** Returns the damage that an error describes, if the document is a report up to there; throws all other errors again. */
function damageOf(error: unknown, recent: RecentPieces, handler: JUnitHandler): Damage {
  if (error instanceof XmlDamage) {
    return { reason: error.message, byteOffset: recent.byteOffset(error.index) };
  }
  if (error instanceof DamagedArtifactError && handler.isJUnit) {
    return { reason: error.message, byteOffset: recent.end };
  }
  throw error;
}

function notJUnit(handler: JUnitHandler, damage: Damage | undefined): UnreadableArtifactError {
  if (handler.root === undefined) return new UnreadableArtifactError('no XML element');
  const broken = damage === undefined ? '' : ` (${damage.reason})`;
  if (handler.foreign !== undefined) {
    return new UnreadableArtifactError(
      `the report has <${handler.foreign.slice(0, 80)}> instead of test suites${broken}`,
    );
  }
  return new UnreadableArtifactError(
    `the root element is <${handler.root.slice(0, 80)}>, not a JUnit report${broken}`,
  );
}
