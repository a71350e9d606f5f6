import { dateOf, timeOfBuildId } from '../../shared/domain/build-start.ts';
import { dateOfWriting } from '../../shared/domain/possible-date.ts';
import { implausibility } from '../../shared/domain/plausible-time.ts';
import type { BuildLocation } from '../../shared/domain/build-location.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { NotReadyError } from '../../shared/errors.ts';
import type { BuildRecords } from '../../shared/artifacts/prow/records.ts';
import type { CollectPorts } from './ports.ts';
import { readBuildFiles, recordsOf } from './build-files.ts';

/**
 * Returns the UTC date of all rows of a build: the date of the first time that is known of `started.json`, the build
 * number (if it encodes a time), the ProwJob and `finished.json`.
 * A build number whose time is after the writing of the build's objects encodes none.
 *
 * @param writtenAt time at which an object of the build was written, ISO 8601
 * @returns the date in ISO format, or `undefined` if no file contains a time
 */
export function buildDateOf(
  { buildId }: BuildLocation,
  records: BuildRecords,
  writtenAt: string,
): string | undefined {
  const issuedAt = timeOfBuildId(buildId);
  const isPlausible = issuedAt !== undefined && implausibility(issuedAt, writtenAt) === undefined;
  const time =
    records.started?.started_at ??
    (isPlausible ? issuedAt : undefined) ??
    records.prowjob?.triggered_at ??
    records.finished?.finished_at;
  return time === undefined || time === null ? undefined : dateOf(time);
}

/**
 * Resolves the build date of an artifact. It reads only `started.json`, which is uploaded before any artifact; the other
 * files are read if `started.json` is missing, unreadable or has no time.
 *
 * @throws NotReadyError while `started.json` may still be uploaded, so that the event is delivered again
 */
export async function resolveBuildDate(
  ports: CollectPorts,
  build: BuildLocation,
  version: ObjectVersion,
): Promise<string> {
  const { clock, logger, settings } = ports;
  const folder = { bucket: version.bucket, buildPath: build.buildPath };
  const { files } = await readBuildFiles(ports, folder, ['started']);
  const { started } = recordsOf(files);
  if (typeof started?.started_at === 'string') return dateOf(started.started_at);
  const ageSeconds = (clock.now() - Date.parse(version.updatedAt)) / 1000;
  if (files.length === 0 && ageSeconds < settings.patienceSeconds) {
    throw new NotReadyError(`${build.buildPath} has no started.json yet`);
  }
  for (const { rejected } of files) {
    if (rejected === undefined) continue;
    const fields = { bucket: version.bucket, name: version.name, reason: rejected };
    logger.log(
      'WARNING',
      'started.json is unreadable, so the date is taken from elsewhere',
      fields,
    );
  }
  const all = recordsOf((await readBuildFiles(ports, folder)).files);
  return buildDateOf(build, all, version.updatedAt) ?? dateOfWriting(version.updatedAt);
}
