import { readJUnit } from '../../shared/artifacts/junit/read-junit.ts';
import { isSkipWithoutReason } from '../../shared/artifacts/junit/report.ts';
import type { BuildArtifact } from '../../shared/domain/artifact.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import { publishRows, RowWriter } from './row-publisher.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import {
  attemptCommon,
  attemptOwn,
  type AttemptCommon,
} from '../../shared/artifacts/junit/attempt-row.ts';
import { ledgerRow, type Reading } from '../../shared/rows/ledger-row.ts';
import { resolveBuildDateOf } from './build-date.ts';
import type { CollectPorts } from './ports.ts';
import type { CollectSummary } from './summary.ts';

/** What reading a report came to. */
type Result = Pick<Reading, 'outcome' | 'reason' | 'report'>;

type AttemptWriter = RowWriter<'test_attempts', keyof AttemptCommon>;

/** Reads a JUnit report and publishes its attempts as they come, and at the end what the ledger has to know of it. */
export async function collectReport(
  ports: CollectPorts,
  artifact: BuildArtifact,
  object: StoredObject,
): Promise<CollectSummary> {
  const { bus, clock, settings } = ports;
  const { version, bytes } = object;
  const buildDate = await resolveBuildDateOf(ports, artifact.build, object);
  const common = attemptCommon(artifact, version, buildDate);
  const writer = new RowWriter<'test_attempts', keyof AttemptCommon>(bus, 'test_attempts', common);
  const result = await publishAttempts(bytes, writer, settings.keepSkips);
  const rows = { test_attempts: result.outcome === 'rejected' ? 0 : writer.written };
  const { kind, build } = artifact;
  const ingestedAt = new Date(clock.now()).toISOString();
  const reading = {
    ...result,
    version,
    kind,
    parserVersion: PARSER_VERSION,
    build,
    buildDate,
    ingestedAt,
    rows,
  };
  await publishRows(bus, 'ingested_objects', [ledgerRow(reading)]);
  const { outcome, reason } = result;
  return [{ name: version.name, outcome, reason, rows }];
}

/**
 * Publishes the attempts of a report. One that turns out to be unreadable is rejected as a whole; what was published
 * of it until then is not shown, since the ledger promises no rows of it.
 */
async function publishAttempts(
  bytes: AsyncIterable<Uint8Array>,
  writer: AttemptWriter,
  keepSkips: boolean,
): Promise<Result> {
  let result: Result | undefined;
  try {
    for await (const records of readJUnit(bytes)) {
      for (const record of records) {
        if (record.kind === 'report') {
          result = { outcome: record.outcome, reason: record.reason ?? undefined, report: record };
        } else if (keepSkips || !isSkipWithoutReason(record)) {
          await writer.write(attemptOwn(record, writer.written));
        }
      }
    }
    await writer.flush();
  } catch (error) {
    if (!(error instanceof UnreadableArtifactError)) throw error;
    return { outcome: 'rejected', reason: error.message };
  }
  if (result === undefined) throw new Error('the reader gave no report record');
  return result;
}
