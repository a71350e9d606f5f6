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
import { type ReportTexts, reportTexts } from './report-texts.ts';
import { beginningOf } from '../../domain/shortened.ts';

/**
 * Reads a JUnit report in constant memory, regardless of its size. A damaged report is read up to the damage; its report
 * record then has the outcome `salvaged`.
 *
 * @returns batches of attempts in the order of the report, and at the end the report record
 * @throws UnreadableArtifactError if the document is not a JUnit report, or exceeds the limits of the reader
 */
export async function* readJUnit(
  bytes: AsyncIterable<Uint8Array>,
  { policies, limits }: ReadOptions,
): AsyncGenerator<readonly (AttemptRecord | ReportRecord)[]> {
  const warnings = new Warnings();
  const texts = reportTexts(policies.secrets);
  const durations = new Durations(warnings);
  const attempts = new ReadAttempts(durations);
  const handler = new JUnitHandler(warnings, { durations, texts }, (testCase) => {
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
  if (!handler.isJUnit || handler.foreign !== undefined) throw notJUnit(handler, damage, texts);
  handler.finish();
  attempts.release();
  const report = attempts.counter.record(damage, handler.suiteProperties.masked(texts), warnings);
  const root_element = texts.mask(bounded(handler.root ?? '', texts.nameLimit));
  const masked = { ...report, root_element, warnings: report.warnings.map(texts.mask) };
  yield [...attempts.take(), masked];
}

function notJUnit(
  handler: JUnitHandler,
  damage: DocumentDamage | undefined,
  { mask }: ReportTexts,
): UnreadableArtifactError {
  if (handler.root === undefined) return new UnreadableArtifactError('no XML element');
  const broken = damage === undefined ? '' : ` (${damage.reason})`;
  if (handler.foreign !== undefined) {
    return new UnreadableArtifactError(
      `the report has <${beginningOf(mask(handler.foreign), 80)}> instead of test suites${broken}`,
    );
  }
  return new UnreadableArtifactError(
    `the root element is <${beginningOf(mask(handler.root), 80)}>, not a JUnit report${broken}`,
  );
}
