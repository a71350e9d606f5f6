import { BUILD_FILE_NAMES } from '../../../shared/artifacts/prow/build-file-names.ts';
import { UsageError } from '../../../shared/errors.ts';
import { stringLiteral } from '../../../shared/schema/googlesql-literal.ts';
import type { TableName } from '../../../shared/schema/tables.ts';

/** Rows of a warehouse that a user names. What is not given selects all. */
export interface PurgeSelection {
  readonly bucket?: string | undefined;
  /** Names of objects; the folder of a build is the name of its row of `builds`. */
  readonly names?: readonly string[] | undefined;
  /** Beginning of names, with a slash at its end. */
  readonly folder?: string | undefined;
  /** Date under which the rows stand, in ISO format. */
  readonly date?: string | undefined;
  readonly job?: string | undefined;
  /** Generation of single readings, and the version of the parser of one. */
  readonly generation?: string | undefined;
  readonly parserVersion?: number | undefined;
}

/** A place in a bucket: an object, or a folder if the name ends in a slash. */
type Place = Pick<PurgeSelection, 'bucket' | 'names' | 'folder'>;

/** The part of an URL before the name of a bucket, at Prow, the bucket's browser, and Cloud Storage. */
const BEFORE_BUCKET =
  /^(?:gs:\/\/|https?:\/\/(?:[\w.-]+\/view\/gs\/|[\w.-]+\/gcs\/|storage\.googleapis\.com\/|console\.cloud\.google\.com\/storage\/browser\/))/i;

/** The name of a bucket, the folder of a build, and the end of the place, which is below the folder. */
const BUILD = /^([^/]+)\/(.+\/\d{1,19})(?:\/.*)?$/;

/**
 * Parses a build: the URL of its page at Prow, at a bucket's browser or of one of its files, `gs://<bucket>/<folder>`, or
 * `<bucket>/<job>/<build>`.
 *
 * @throws UsageError for any other text
 */
export function parsePurgedBuild(written: string): Place {
  const [address = ''] = written.split(/[?#]|\/artifacts\//);
  const place = address.replace(BEFORE_BUCKET, '');
  const [, bucket, path] = place.includes('://') ? [] : (BUILD.exec(place) ?? []);
  if (bucket === undefined || path === undefined) {
    throw new UsageError(
      `${JSON.stringify(written)} is no build: pass the URL of its page, gs://<bucket>/<folder of the build>, or ` +
        '<bucket>/<job>/<build>',
    );
  }
  const isJobAndBuild = path.split('/').length === 2;
  return { bucket, folder: `${isJobAndBuild ? 'logs/' : ''}${path}/` };
}

/**
 * Parses `gs://<bucket>/<name>`; a name that ends in a slash selects all objects in that folder. A file that a row of `builds`
 * is made of stands for the row and all files of the build, since the row has its content.
 *
 * @throws UsageError for any other text
 */
export function parsePurgedObject(written: string): Place {
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/s.exec(written) ?? [];
  if (bucket === undefined || name === undefined) {
    throw new UsageError(
      `${JSON.stringify(written)} is no object: pass gs://<bucket>/<name>, or gs://<bucket>/<folder>/ for all objects in it`,
    );
  }
  if (name.endsWith('/')) return { bucket, folder: name };
  const files = Object.values(BUILD_FILE_NAMES);
  const end = name.lastIndexOf('/') + 1;
  if (!files.includes(name.slice(end))) return { bucket, names: [name] };
  const folder = name.slice(0, end);
  return { bucket, names: [folder, ...files.map((file) => folder + file)] };
}

/** Returns whether rows of a table can be selected: markers belong to no job. */
export function hasSelected(table: TableName, { job }: PurgeSelection): boolean {
  return job === undefined || table !== 'version_markers';
}

/** Returns conditions of GoogleSQL for the selected rows, whatever their date, for tables that {@link hasSelected} names. */
export function conditionsOf(selection: PurgeSelection): readonly string[] {
  const { bucket, names, folder, job, generation, parserVersion } = selection;
  return [
    ...(bucket === undefined ? [] : [`bucket = ${stringLiteral(bucket)}`]),
    ...(names === undefined ? [] : [`object_name IN (${names.map(stringLiteral).join(', ')})`]),
    ...(folder === undefined ? [] : [`STARTS_WITH(object_name, ${stringLiteral(folder)})`]),
    ...(job === undefined ? [] : [`job = ${stringLiteral(job)}`]),
    ...(generation === undefined ? [] : [`generation = ${generation}`]),
    ...(parserVersion === undefined ? [] : [`parser_version = ${parserVersion}`]),
  ];
}
