import type { BuildLocation } from '../domain/build-location.ts';
import { rowKey } from '../domain/identity.ts';
import type { ObjectVersion } from '../domain/object.ts';

/** Where the rows of an artifact come from. */
export interface RowOrigin {
  readonly version: ObjectVersion;
  readonly build?: BuildLocation | undefined;
  readonly buildDate: string;
  readonly parserVersion: number;
}

/** Columns that tables of artifacts of builds have in common, and that are the same in all rows of one artifact. */
export function artifactColumns({ version, build, buildDate, parserVersion }: RowOrigin) {
  if (build === undefined) throw new Error(`${version.name} does not lie in the folder of a build`);
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
