import { parseObjectName } from '../../shared/artifacts/object-name.ts';
import {
  isBuildKind,
  isRead,
  type BuildArtifact,
  type MarkerArtifact,
} from '../../shared/domain/artifact.ts';
import { collectBuild } from './collect-build.ts';
import { collectLog } from './collect-log.ts';
import { collectMarker } from './collect-marker.ts';
import { collectReport } from './collect-streamed.ts';
import type { CollectPorts } from './ports.ts';
import type { CollectSummary } from './summary.ts';

/** News that an object was written: which one. Its newest version is read, whichever the news is of. */
export interface ObjectFinalized {
  readonly bucket: string;
  readonly name: string;
}

/**
 * Turns one object into rows on the bus. Safe to run any number of times, at once and in any order.
 *
 * @returns what came of it; nothing for an object that is not for us, or is gone
 * @throws CiSignalError when it may work later: the event then has to be delivered again
 */
export async function collect(
  { bucket, name }: ObjectFinalized,
  ports: CollectPorts,
): Promise<CollectSummary> {
  const { pathStrategy, policies } = ports.settings;
  const artifact = parseObjectName(name, { pathStrategy, markers: policies.versionMarkers });
  if (artifact === undefined || !isRead(artifact)) return [];
  const summary = await read(ports, artifact, { bucket, name });
  for (const { outcome, ...fields } of summary) {
    ports.logger.log(outcome === 'parsed' ? 'DEBUG' : 'WARNING', outcome, { bucket, ...fields });
  }
  if (summary.length === 0) ports.logger.log('INFO', 'gone', { bucket, name });
  return summary;
}

async function read(
  ports: CollectPorts,
  artifact: BuildArtifact | MarkerArtifact,
  { bucket, name }: ObjectFinalized,
): Promise<CollectSummary> {
  if ('build' in artifact && isBuildKind(artifact.kind)) {
    return await collectBuild(ports, bucket, artifact.build);
  }
  const object = await ports.store.open(bucket, name);
  if (object === undefined) return [];
  if (!('build' in artifact)) return await collectMarker(ports, artifact, object);
  const collectObject = artifact.kind === 'build_log' ? collectLog : collectReport;
  return await collectObject(ports, artifact, object);
}
