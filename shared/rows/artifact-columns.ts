import type { BuildLocation } from '../domain/build-location.ts';
import { rowKey } from '../domain/identity.ts';
import type { ObjectVersion } from '../domain/object.ts';

/** Origin of the rows of an artifact: the version of the object, its build, and the reader. */
export interface RowOrigin {
  readonly version: ObjectVersion;
  readonly build?: BuildLocation | undefined;
  readonly buildDate: string;
  readonly parserVersion: number;
}

/**
 * Returns the columns that the tables of artifacts have in common and that are the same in all rows of one artifact.
 *
 * @throws Error if the artifact does not belong to a build
 */
export function artifactColumns({ version, build, buildDate, parserVersion }: RowOrigin) {
  if (build === undefined) throw new Error(`${version.name} is not in the folder of a build`);
  const { bucket, object_name, generation, parser_version } = rowKey(version, 0, parserVersion);
  return {
    bucket,
    object_name,
    generation,
    parser_version,
    build_date: buildDate,
    job: build.job,
    build_id: build.buildId,
    build_path: build.buildPath,
  };
}
