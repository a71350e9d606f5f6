import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import type { AttemptRecord, ReportRecord } from '../../../../../shared/artifacts/junit/records.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

interface ReadReport {
  readonly attempts: readonly AttemptRecord[];
  readonly report: ReportRecord;
}

/** Reads a report, or the content of a suite without a name. */
export async function reportOf(body: string): Promise<ReadReport> {
  const document = body.startsWith('<testsuite') ? body : `<testsuite>${body}</testsuite>`;
  const attempts: AttemptRecord[] = [];
  for await (const batch of readJUnit(inPieces(document, 50), { policies: POLICIES })) {
    for (const record of batch) {
      if (record.kind === 'report') return { attempts, report: record };
      attempts.push(record);
    }
  }
  throw new Error('no report record');
}
