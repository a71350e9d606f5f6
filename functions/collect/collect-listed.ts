import { parseObjectName, type Artifact } from '../../shared/artifacts/object-name.ts';
import { DENIED_GENERATION, DENIED_PARSER_VERSION } from '../../shared/domain/identity.ts';
import type { ObjectVersion } from '../../shared/domain/object.ts';
import { dateOfWriting } from '../../shared/domain/possible-date.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import { AccessDeniedError, messageOf } from '../../shared/errors.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import type { IngestedObjectsRow } from '../../shared/schema/tables.ts';
import { resolveBuildDate } from './build-date.ts';
import { collectObject, type FinalizedObject } from './collect-object.ts';
import type { CollectPorts, DeniedObject } from './ports.ts';
import { publishRows } from './row-publisher.ts';
import type { CollectSummary } from './summary.ts';

/** What became of an object that a listing has. */
export interface ListedReading {
  /** Results of the objects that were read. */
  readonly objects: CollectSummary;
  /** Objects of the bucket to which access is denied: the object itself, or other files of its build. */
  readonly denied: readonly DeniedObject[];
}

/**
 * Collects an object that a listing has. Objects to which access is denied, although the bucket has them, get a row in the
 * ledger, which lets comparisons wait until they try again.
 *
 * @throws CiSignalError as {@link collectObject} does
 */
export async function collectListed(
  object: FinalizedObject,
  ports: CollectPorts,
): Promise<ListedReading> {
  const denied = new Map<string, DeniedObject>();
  const onDenied = (one: DeniedObject): void => {
    denied.set(one.name, one);
  };
  let objects: CollectSummary = [];
  try {
    objects = await collectObject(object, { ...ports, onDenied });
  } catch (error) {
    if (!(error instanceof AccessDeniedError)) throw error;
    if (!denied.has(object.name)) onDenied({ name: object.name, reason: messageOf(error) });
  }
  return { objects, denied: await noteDenied(ports, object.bucket, [...denied.values()]) };
}

/** Writes rows of the ledger for the objects that exist; returns these. */
async function noteDenied(
  ports: CollectPorts,
  bucket: string,
  denied: readonly DeniedObject[],
): Promise<readonly DeniedObject[]> {
  const existing: DeniedObject[] = [];
  const rows: IngestedObjectsRow[] = [];
  // The objects are files of one build.
  let buildDate: string | undefined;
  for (const { name, reason } of denied) {
    const version = await listedVersion(ports, bucket, name);
    const artifact = parseObjectName(name, ports.settings);
    if (version === undefined || artifact === undefined) continue;
    buildDate ??= await dateOf(ports, artifact, version);
    existing.push({ name, reason });
    rows.push(deniedRow(ports, { version, artifact, buildDate }, reason));
  }
  if (rows.length > 0) await publishRows(ports.bus, 'ingested_objects', rows);
  return existing;
}

async function dateOf(
  ports: CollectPorts,
  { build }: Artifact,
  version: ObjectVersion,
): Promise<string> {
  if (build === undefined) return dateOfWriting(version.updatedAt);
  // There is nothing to wait for: what the build has now tells its date, as far as it may be read.
  const settings = { ...ports.settings, patienceSeconds: 0 };
  return await resolveBuildDate({ ...ports, settings }, build, version);
}

/** Returns the version of an object by a listing; to a caller that may list, it tells whether the object exists. */
async function listedVersion(
  { store }: CollectPorts,
  bucket: string,
  name: string,
): Promise<ObjectVersion | undefined> {
  try {
    // The name itself is the first of those that begin with it.
    for await (const version of store.list(bucket, { prefix: name }))
      return version.name === name ? version : undefined;
    return undefined;
  } catch (error) {
    if (error instanceof AccessDeniedError) return undefined;
    throw error;
  }
}

/** An object of a bucket, and the date of its rows. */
interface DatedObject {
  readonly version: ObjectVersion;
  readonly artifact: Artifact;
  readonly buildDate: string;
}

/** Returns the row of the ledger, which hides no reading. */
function deniedRow(
  { clock, settings }: CollectPorts,
  { version, artifact, buildDate }: DatedObject,
  reason: string,
): IngestedObjectsRow {
  return ledgerRow({
    version: { ...version, generation: DENIED_GENERATION },
    kind: artifact.kind,
    parserVersion: DENIED_PARSER_VERSION,
    build: artifact.build,
    buildDate,
    ingestedAt: new Date(clock.now()).toISOString(),
    outcome: 'rejected',
    reason: secretMask(settings.policies.secrets).mask(`access is denied: ${reason}`),
  });
}
