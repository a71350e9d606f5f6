import { parseObjectName } from '../../shared/artifacts/object-name.ts';
import { isBuildKind, type Artifact, type BuildArtifact } from '../../shared/domain/artifact.ts';
import { collectBuild } from './collect-build.ts';
import { collectLog } from './collect-log.ts';
import { collectReport } from './collect-report.ts';
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
  const artifact = parseObjectName(name, ports.settings.pathStrategy);
  if (artifact === undefined || !belongsToBuild(artifact)) return [];
  const summary = isBuildKind(artifact.kind)
    ? await collectBuild(ports, bucket, artifact.build)
    : await openObject(ports, artifact, { bucket, name });
  for (const { outcome, ...fields } of summary) {
    ports.logger.log(outcome === 'parsed' ? 'DEBUG' : 'WARNING', outcome, { bucket, ...fields });
  }
  if (summary.length === 0) ports.logger.log('INFO', 'gone', { bucket, name });
  return summary;
}

async function openObject(
  ports: CollectPorts,
  artifact: BuildArtifact,
  { bucket, name }: ObjectFinalized,
): Promise<CollectSummary> {
  const object = await ports.store.open(bucket, name);
  if (object === undefined) return [];
  const read = artifact.kind === 'build_log' ? collectLog : collectReport;
  return await read(ports, artifact, object);
}

function belongsToBuild(artifact: Artifact): artifact is BuildArtifact {
  return 'build' in artifact;
}
