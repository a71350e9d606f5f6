import { parseObjectName } from '../../shared/artifacts/object-name.ts';
import { readBuildFile } from '../../shared/artifacts/prow/read-build-file.ts';
import type { BuildFileKind } from '../../shared/artifacts/prow/records.ts';
import { buildRow } from '../../shared/artifacts/prow/build-row.ts';
import type { BuildRecords } from '../../shared/artifacts/prow/records.ts';
import type { BuildsRow } from '../../shared/schema/tables.ts';
import { inPieces } from './bytes.ts';
import { POLICIES } from './policies.ts';
import { NAMING } from './settings.ts';

/** Contents of the files of a build, by kind of file. */
export type Documents = Readonly<Partial<Record<BuildFileKind, unknown>>>;

const FOLDER = 'logs/job/1991387062838034432/';

/** Returns the `builds` row that is assembled from the files. */
export async function rowOf(documents: Documents, folder = FOLDER): Promise<BuildsRow> {
  const artifact = parseObjectName(`${folder}finished.json`, NAMING);
  if (artifact === undefined || !('build' in artifact)) throw new Error(`no build: ${folder}`);
  const entries = await Promise.all(
    Object.entries(documents).map(async ([kind, document]) => [
      kind,
      await readBuildFile(kind as BuildFileKind, inPieces(JSON.stringify(document)), POLICIES),
    ]),
  );
  const records = Object.fromEntries(entries) as BuildRecords;
  const reading = {
    bucket: 'bucket',
    build: artifact.build,
    buildDate: '2026-11-20',
    parserVersion: 1,
    records,
    versions: [],
  };
  return buildRow(reading, POLICIES.dimensions);
}
