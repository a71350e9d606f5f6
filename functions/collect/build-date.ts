import { dateOf, timeOfBuildId } from '../../shared/domain/build-start.ts';
import type { BuildLocation } from '../../shared/domain/build-location.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { NotReadyError } from '../../shared/errors.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import type { BuildRecords } from '../../shared/artifacts/prow/records.ts';
import type { CollectPorts } from './ports.ts';
import { readBuildFiles, recordsOf } from './build-files.ts';

/**
 * Returns the UTC date of all rows of a build: that of `started.json`, else of its number if that holds a time, else of
 * its ProwJob, else of `finished.json`.
 *
 * @returns ISO format, or `undefined` if no file tells a time
 */
export function buildDateOf({ buildId }: BuildLocation, records: BuildRecords): string | undefined {
  const time =
    records.started?.started_at ??
    timeOfBuildId(buildId) ??
    records.prowjob?.triggered_at ??
    records.finished?.finished_at;
  return time === undefined || time === null ? undefined : dateOf(time);
}

/**
 * Resolves the date of an artifact that has been opened; if that fails, its bytes are discarded.
 *
 * @throws NotReadyError while `started.json` may still be uploaded, so that the event is delivered again
 */
export async function resolveBuildDateOf(
  ports: CollectPorts,
  build: BuildLocation,
  { version, bytes }: StoredObject,
): Promise<string> {
  try {
    return await resolveBuildDate(ports, build, version);
  } catch (error) {
    await discard(bytes);
    throw error;
  }
}

/** Releases the connection or file behind bytes that will not be read. */
async function discard(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

/**
 * Resolves the date of an artifact of a build. Only `started.json` is read, which is uploaded before any artifact,
 * unless it is missing or has no time.
 */
async function resolveBuildDate(
  ports: CollectPorts,
  build: BuildLocation,
  version: ObjectVersion,
): Promise<string> {
  const { clock, settings } = ports;
  const folder = { bucket: version.bucket, buildPath: build.buildPath };
  const started = recordsOf(await readBuildFiles(ports, folder, ['started']));
  if (typeof started.started?.started_at === 'string') return buildDateOf(build, started) ?? '';
  const ageSeconds = (clock.now() - Date.parse(version.updatedAt)) / 1000;
  if (started.started === undefined && ageSeconds < settings.patienceSeconds) {
    throw new NotReadyError(`${build.buildPath} has no started.json yet`);
  }
  const all = recordsOf(await readBuildFiles(ports, folder));
  return buildDateOf(build, all) ?? dateOf(version.updatedAt);
}
