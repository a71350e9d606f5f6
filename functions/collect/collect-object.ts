import type { BuildFile, StreamedArtifact } from '../../shared/artifacts/kind.ts';
import { parseObjectName, type Artifact } from '../../shared/artifacts/object-name.ts';
import { ARTIFACT_KINDS } from '../../shared/artifacts/registry.ts';
import { collectBuild } from './collect-build.ts';
import { collectStreamed } from './collect-streamed.ts';
import { limitedStore, measuredBus } from './limited-store.ts';
import type { CollectPorts } from './ports.ts';
import type { CollectSummary } from './summary.ts';

/** An object that was written. Its newest version is read, even if the event refers to an older one. */
export interface FinalizedObject {
  readonly bucket: string;
  readonly name: string;
}

/**
 * Reads one object and publishes its rows on the bus. It is safe to run any number of times, concurrently and in any
 * order.
 *
 * @returns the results; empty for an object of an unknown kind and for one that does not exist any more
 * @throws CiSignalError if another attempt may succeed: the event then has to be delivered again
 */
export async function collectObject(
  object: FinalizedObject,
  ports: CollectPorts,
): Promise<CollectSummary> {
  const artifact = parseObjectName(object.name, ports.settings);
  if (artifact === undefined) return [];
  const kind = ARTIFACT_KINDS[artifact.kind];
  if (kind.family === 'pointer') return [];
  const { store, clock, settings } = ports;
  const { bus, waited } = measuredBus(ports.bus, clock);
  const reading = { clock, waitedForBus: waited };
  const limited = { ...ports, bus, store: limitedStore(store, settings.limits, reading) };
  const summary = await collectArtifact(limited, { kind, artifact }, object);
  logSummary(ports, object, summary);
  return summary;
}

async function collectArtifact(
  ports: CollectPorts,
  { kind, artifact }: { readonly kind: BuildFile | StreamedArtifact; readonly artifact: Artifact },
  { bucket, name }: FinalizedObject,
): Promise<CollectSummary> {
  if (kind.family === 'build_file') {
    return artifact.build === undefined ? [] : await collectBuild(ports, bucket, artifact.build);
  }
  const object = await ports.store.open(bucket, name);
  if (object === undefined) return [];
  return await collectStreamed(ports, { kind, artifact }, object);
}

function logSummary(
  { logger }: CollectPorts,
  { bucket, name }: FinalizedObject,
  summary: CollectSummary,
): void {
  if (summary.length === 0)
    logger.log('INFO', 'the object does not exist any more', { bucket, name });
  for (const { outcome, ...fields } of summary) {
    logger.log(outcome === 'parsed' ? 'DEBUG' : 'WARNING', outcome, { bucket, ...fields });
  }
}
