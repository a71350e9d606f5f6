import type { BuildLocation } from '../domain/build-location.ts';
import { columnsOf } from '../schema/columns.ts';
import type { BuildsRow } from '../schema/tables.ts';

/** The key of a row of `builds`, and the greatest generation of a file that it saw. */
type MarkKey = Pick<
  BuildsRow,
  | 'bucket'
  | 'object_name'
  | 'generation'
  | 'parser_version'
  | 'ordinal'
  | 'build_date'
  | 'newest_file_generation'
>;

/** Returns a row of `builds` that says something of the readings of a build by its outcome, and is no reading itself. */
export function markOfBuild(
  outcome: string,
  { job, buildId }: BuildLocation,
  key: MarkKey,
): BuildsRow {
  return { ...emptyBuildsRow(), ...key, job, build_id: buildId, outcome, is_complete: false };
}

/** Returns the columns of `builds` without values; the caller gives those that are required. */
function emptyBuildsRow(): BuildsRow {
  const entries = columnsOf('builds').map(({ name, mode }) => [
    name,
    mode === 'REPEATED' ? [] : null,
  ]);
  return Object.fromEntries(entries) as BuildsRow;
}
