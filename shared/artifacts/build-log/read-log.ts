import { symptomMatcher } from '../../domain/symptoms/matcher.ts';
import { DamagedArtifactError } from '../../errors.ts';
import type { ReadOptions } from '../kind.ts';
import { gunzip } from '../syntax/bytes/gunzip.ts';
import type { FindingRecord, LogRecord } from './records.ts';
import { Findings } from './findings.ts';
import { linesOf } from './lines.ts';

/**
 * Reads a build's log, however large, in constant memory.
 *
 * @param buildDate UTC date of the build's start, in ISO format: times in logs often have no year, and are left out
 * without it
 * @returns what it tells, and at the end what came of it. Of a log whose compression is damaged what stands before the
 * damage is read, and the log record says `salvaged`.
 */
export async function* readLog(
  bytes: AsyncIterable<Uint8Array>,
  { policies, buildDate }: ReadOptions,
): AsyncGenerator<readonly (FindingRecord | LogRecord)[]> {
  const findings = new Findings(symptomMatcher(policies.symptoms), buildDate);
  let lines = 0;
  let reason: string | null = null;
  try {
    for await (const batch of linesOf(gunzip(bytes))) {
      for (const line of batch) findings.add(line);
      lines = batch.at(-1)?.number ?? lines;
    }
  } catch (error) {
    if (!(error instanceof DamagedArtifactError)) throw error;
    reason = error.message;
  }
  const outcome = reason === null ? 'parsed' : 'salvaged';
  yield [...findings.records, { kind: 'log', lines, outcome, reason }];
}
