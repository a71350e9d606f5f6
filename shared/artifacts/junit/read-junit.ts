import { UnreadableArtifactError } from '../../errors.ts';
import type { ReadOptions } from '../kind.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { AttemptRecord, ReportRecord } from './records.ts';
import { bounded } from '../syntax/text/bounded-text.ts';
import { Warnings } from '../syntax/warnings.ts';
import { readDocument, type DocumentDamage } from '../syntax/xml/read-document.ts';
import { ReadAttempts } from './attempts.ts';
import { Durations } from './duration.ts';
import { JUnitHandler } from './junit-elements.ts';
import { NAME_LIMIT } from './limits.ts';

/**
 * Reads a JUnit report in constant memory, regardless of its size. A damaged report is read up to the damage; its report
 * record then has the outcome `salvaged`.
 *
 * @returns batches of attempts in the order of the report, and at the end the report record
 * @throws UnreadableArtifactError if the document is not a JUnit report, or exceeds the limits of the reader
 */
export async function* readJUnit(
  bytes: AsyncIterable<Uint8Array>,
  { limits }: Pick<ReadOptions, 'limits'> = {},
): AsyncGenerator<readonly (AttemptRecord | ReportRecord)[]> {
  const warnings = new Warnings();
  const durations = new Durations(warnings);
  const attempts = new ReadAttempts(durations);
  const handler = new JUnitHandler(warnings, durations, (testCase) => {
    attempts.add(testCase);
  });
  const document = readDocument(gunzip(bytes, limits?.unpackedBytes), handler, {
    warnings,
    isOfKind: () => handler.isJUnit,
  });
  let damage: DocumentDamage | undefined;
  try {
    let step = await document.next();
    for (; step.done !== true; step = await document.next()) yield attempts.take();
    damage = step.value;
  } finally {
    await document.return(undefined);
  }
  if (!handler.isJUnit || handler.foreign !== undefined) throw notJUnit(handler, damage);
  handler.finish();
  attempts.release();
  const report = attempts.counter.record(damage, handler.suiteProperties.toJSON(), warnings);
  const root_element = bounded(handler.root ?? '', NAME_LIMIT);
  yield [...attempts.take(), { ...report, root_element }];
}

function notJUnit(
  handler: JUnitHandler,
  damage: DocumentDamage | undefined,
): UnreadableArtifactError {
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
