import { readLog } from '../../shared/artifacts/build-log/read-log.ts';
import type { BuildArtifact } from '../../shared/domain/artifact.ts';
import { parserVersionOf } from '../../shared/domain/identity.ts';
import { UnreadableArtifactError } from '../../shared/errors.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import {
  findingCommon,
  findingOwn,
  type FindingCommon,
} from '../../shared/artifacts/build-log/finding-row.ts';
import { ledgerRow, type Reading } from '../../shared/rows/ledger-row.ts';
import { resolveBuildDateOf } from './build-date.ts';
import type { CollectPorts } from './ports.ts';
import { publishRows, RowWriter } from './row-publisher.ts';
import type { CollectSummary } from './summary.ts';

type FindingWriter = RowWriter<'log_findings', keyof FindingCommon>;

/** Reads a build's log and publishes what it tells, and what the ledger has to know of it. */
export async function collectLog(
  ports: CollectPorts,
  artifact: BuildArtifact,
  object: StoredObject,
): Promise<CollectSummary> {
  const { bus, clock, settings } = ports;
  const { symptoms } = settings.policies;
  const { version } = object;
  const { kind, build } = artifact;
  const buildDate = await resolveBuildDateOf(ports, build, object);
  const parserVersion = parserVersionOf(kind, symptoms.version);
  const common = findingCommon(artifact, version, { buildDate, parserVersion });
  const writer: FindingWriter = new RowWriter(bus, 'log_findings', common);
  const result = await publishFindings(readLog(object.bytes, symptoms, buildDate), writer);
  const rows = { log_findings: result.outcome === 'rejected' ? 0 : writer.written };
  const ingestedAt = new Date(clock.now()).toISOString();
  const reading = {
    ...result,
    version,
    kind,
    parserVersion,
    build,
    buildDate,
    ingestedAt,
    rows,
  };
  await publishRows(bus, 'ingested_objects', [ledgerRow(reading)]);
  return [{ name: version.name, ...result, rows }];
}

async function publishFindings(
  batches: ReturnType<typeof readLog>,
  writer: FindingWriter,
): Promise<Pick<Reading, 'outcome' | 'reason'>> {
  let result: Pick<Reading, 'outcome' | 'reason'> | undefined;
  try {
    for await (const records of batches) {
      for (const record of records) {
        if (record.kind === 'finding') await writer.write(findingOwn(record, writer.written));
        else result = { outcome: record.outcome, reason: record.reason ?? undefined };
      }
    }
    await writer.flush();
  } catch (error) {
    if (!(error instanceof UnreadableArtifactError)) throw error;
    return { outcome: 'rejected', reason: error.message };
  }
  if (result === undefined) throw new Error('the reader gave no log record');
  return result;
}
