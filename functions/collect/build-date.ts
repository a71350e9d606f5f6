import { dateOf, timeOfBuildId } from '../../shared/domain/build-start.ts';
import type { BuildLocation } from '../../shared/domain/artifact.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { NotReadyError } from '../../shared/errors.ts';
import type { StoredObject } from '../../shared/ports/artifact-store.ts';
import type { BuildRecords } from '../../shared/artifacts/prow/build-row.ts';
import type { CollectPorts } from './ports.ts';
import { readSiblings, recordsOf } from './build-files.ts';

/**
 * The UTC date that all rows of a build carry, by what its own files say: `started.json`, else its number if that
 * holds a time, else its ProwJob, else `finished.json`.
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
 * {@link resolveBuildDate} of an object that has been opened; its bytes are let go of if it fails.
 *
 * @throws NotReadyError while `started.json` may still come
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

/** Lets go of bytes that are not going to be read. */
async function discard(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

/**
 * The date for an artifact of a build whose files have not been read yet. Only `started.json` is looked at, unless
 * it is missing: it is uploaded before any artifact.
 *
 * @throws NotReadyError while `started.json` may still come, so that the event is delivered again
 */
async function resolveBuildDate(
  ports: CollectPorts,
  build: BuildLocation,
  version: ObjectVersion,
): Promise<string> {
  const { clock, settings } = ports;
  const folder = { bucket: version.bucket, buildPath: build.buildPath };
  const started = recordsOf(await readSiblings(ports, folder, ['started']));
  if (typeof started.started?.started_at === 'string') return buildDateOf(build, started) ?? '';
  const ageSeconds = (clock.now() - Date.parse(version.updatedAt)) / 1000;
  if (started.started === undefined && ageSeconds < settings.patienceSeconds) {
    throw new NotReadyError(`${build.buildPath} has no started.json yet`);
  }
  const all = recordsOf(await readSiblings(ports, folder));
  return buildDateOf(build, all) ?? dateOf(version.updatedAt);
}
