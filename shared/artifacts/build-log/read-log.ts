import { DamagedArtifactError } from '../../errors.ts';
import { secretMask } from '../../domain/secrets/secret-mask.ts';
import type { ReadOptions } from '../kind.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { FindingRecord, LogRecord } from './records.ts';
import { Findings } from './findings.ts';
import { LogLines } from './lines.ts';

/**
 * Reads the log of a build in constant memory, regardless of its size. A log whose compression is damaged is read up to
 * the damage; its log record then has the outcome `salvaged`.
 *
 * @returns one batch: the findings, and at the end the log record
 */
export async function* readLog(
  bytes: AsyncIterable<Uint8Array>,
  { policies, buildDate, limits }: ReadOptions,
): AsyncGenerator<readonly (FindingRecord | LogRecord)[]> {
  const findings = new Findings(policies, buildDate);
  const lines = new LogLines(findings.literals, secretMask(policies.secrets));
  let reason: string | null = null;
  try {
    for await (const piece of gunzip(bytes, limits?.unpackedBytes)) {
      for (const line of lines.push(piece)) findings.add(line);
    }
  } catch (error) {
    if (!(error instanceof DamagedArtifactError)) throw error;
    reason = error.message;
  }
  for (const line of lines.end()) findings.add(line);
  const outcome = reason === null ? 'parsed' : 'salvaged';
  yield [...findings.records, { kind: 'log', lines: lines.count, outcome, reason }];
}
