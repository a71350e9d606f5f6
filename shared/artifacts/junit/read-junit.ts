import { DamagedArtifactError, UnreadableArtifactError } from '../../errors.ts';
import { decodeXml } from '../syntax/bytes/decode.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { AttemptRecord, ReportRecord } from './records.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import { Warnings } from '../syntax/warnings.ts';
import { XmlDamage } from '../syntax/xml/damage.ts';
import { XmlScanner } from '../syntax/xml/scanner.ts';
import { JUnitHandler } from './junit-elements.ts';
import { NAME_LIMIT } from './limits.ts';
import { RecentText } from './recent-text.ts';
import { ReportCounter } from './report.ts';

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
  const counter = new ReportCounter();
  let batch: AttemptRecord[] = [];
  const handler = new JUnitHandler(warnings, (testCase) => {
    const attempts = testCase.attempts(warnings);
    counter.add(testCase, attempts);
    batch.push(...attempts);
  });
  const scanner = new XmlScanner(handler, warnings);
  let damage: Damage | undefined;
  const recent = new RecentText();
  try {
    for await (const next of decodeXml(gunzip(bytes), warnings)) {
      recent.push(next);
      scanner.write(next.text);
      yield batch;
      batch = [];
    }
    scanner.end();
  } catch (error) {
    damage = damageOf(error, recent, handler);
  }
  if (!handler.isJUnit) throw notJUnit(handler, damage);
  const report = counter.record(damage, handler.suiteProperties.toJSON(), warnings);
  yield [...batch, { ...report, root_element: bounded(handler.root ?? '', NAME_LIMIT) }];
}

/** Returns the damage that an error describes, if the document is a report up to there; throws all other errors again. */
function damageOf(error: unknown, recent: RecentText, handler: JUnitHandler): Damage {
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
  return new UnreadableArtifactError(
    `the root element is <${handler.root.slice(0, 80)}>, not a JUnit report${broken}`,
  );
}
