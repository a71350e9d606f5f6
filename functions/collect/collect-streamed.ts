import type { ArtifactSource, StreamedArtifact } from '../../shared/artifacts/kind.ts';
import type { Artifact } from '../../shared/artifacts/object-name.ts';
import { parserVersionOf } from '../../shared/artifacts/registry.ts';
import { dateOfWriting } from '../../shared/domain/possible-date.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { MessageTooLargeError, UnreadableArtifactError } from '../../shared/errors.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import type { Publisher } from '../../shared/ports/event-bus.ts';
import {
  ledgerRow,
  maskedResult,
  type ReadResult,
  type RowCounts,
} from '../../shared/rows/ledger-row.ts';
import { ArrivingBytes } from './arriving-bytes.ts';
import { resolveBuildDate } from './build-date.ts';
import type { CollectPorts } from './ports.ts';
import { readerFault } from './reader-fault.ts';
import { inOrder, publishRows, RowPublisher } from './row-publisher.ts';
import type { CollectSummary } from './summary.ts';

/**
 * Reads an artifact and publishes its rows while it is being read, then its row in the ledger. An artifact that turns out
 * to be unreadable is rejected as a whole: the ledger counts 0 rows for it, so that the views do not show the rows that
 * had been published by then.
 *
 * @throws StoreUnavailableError if not all bytes arrived; the ledger then says nothing of this reading
 */
export async function collectStreamed(
  ports: CollectPorts,
  { kind, artifact }: { readonly kind: StreamedArtifact; readonly artifact: Artifact },
  { version, bytes: stored }: StoredObject,
): Promise<CollectSummary> {
  const { build, path } = artifact;
  const { policies, keepSkips, limits } = ports.settings;
  const bytes = new ArrivingBytes(stored);
  try {
    const buildDate =
      build === undefined
        ? dateOfWriting(version.updatedAt)
        : await resolveBuildDate(ports, build, version);
    const parserVersion = parserVersionOf(artifact.kind, policies);
    const origin = { version, build, path, buildDate, parserVersion };
    const source = { ...origin, bytes, policies, keepSkips, limits };
    const group = `${version.bucket}/${version.name}`;
    const bus = inOrder(ports.bus, { group, isLast: false });
    const { rows, ...result } = maskedResult(
      await publishArtifact(bus, kind, source),
      secretMask(policies.secrets).mask,
    );
    await bytes.readRest();
    const ingestedAt = new Date(ports.clock.now()).toISOString();
    const reading = { ...source, ...result, kind: artifact.kind, ingestedAt, rows };
    const ledgerBus = inOrder(ports.bus, { group, isLast: true });
    await publishRows(ledgerBus, 'ingested_objects', [ledgerRow(reading)]);
    return [{ name: version.name, outcome: result.outcome, reason: result.reason, rows }];
  } finally {
    await bytes.close();
  }
}

async function publishArtifact(
  bus: Publisher,
  kind: StreamedArtifact,
  source: ArtifactSource,
): Promise<ReadResult & { readonly rows: RowCounts }> {
  try {
    const { rows, ...result } = await kind.writeRows(
      source,
      (table, common) => new RowPublisher(bus, table, common),
    );
    return { ...result, rows: { [kind.table]: rows } };
  } catch (error) {
    const isExpected =
      error instanceof UnreadableArtifactError || error instanceof MessageTooLargeError;
    const reason = isExpected ? error.message : readerFault(error);
    if (reason === undefined) throw error;
    return { outcome: 'rejected', reason, rows: { [kind.table]: 0 } };
  }
}
