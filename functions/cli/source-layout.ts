import { basename, dirname, join, resolve } from 'node:path';
import { parseObjectName, type ObjectNaming } from '../../shared/artifacts/object-name.ts';
import { SourceError } from '../../shared/errors.ts';
import type { OpenedSource } from './ports.ts';

/** Maximum number of names that are compared with known layouts before none is suggested. */
const MAX_COMPARED = 10_000;

/** Folders of a bucket that hold builds. */
const ROOTS: ReadonlySet<string> = new Set(['logs', 'pr-logs']);

const LOOKED_FOR =
  'looked for logs/<job>/<build>/…, pr-logs/pull/…/<job>/<build>/… and version markers; the builds have ' +
  'started.json, finished.json, prowjob.json, build-log.txt or artifacts/**/junit*.xml';

/**
 * Checks that a source has at least one object that ci-signal reads.
 *
 * @throws SourceError which says what was looked for, and which known layout is nearest to what was found
 */
export async function requireArtifacts(source: OpenedSource, naming: ObjectNaming): Promise<void> {
  let objects = 0;
  let advice: string | undefined;
  for await (const { name } of source.store.list(source.bucket, { prefix: source.prefix })) {
    if (parseObjectName(name, naming) !== undefined) return;
    objects++;
    if (objects <= MAX_COMPARED) advice ??= nearestLayout(name, source, naming);
  }
  const found = objects === 0 ? 'it is empty' : `none of its ${objects} objects is one`;
  throw new SourceError(
    [
      `cannot find artifacts in ${source.written}: ${found}`,
      LOOKED_FOR,
      ...(advice === undefined ? [] : [advice]),
    ].join('\n  '),
  );
}

/** Returns advice if an object would be known at another place: below the folders above it, or without those before it. */
function nearestLayout(
  name: string,
  { directory, written }: OpenedSource,
  naming: ObjectNaming,
): string | undefined {
  const isKnown = (candidate: string): boolean => parseObjectName(candidate, naming) !== undefined;
  const inner = innerFolder(name, isKnown);
  if (inner !== undefined)
    return `the nearest layout is in a folder of it: pass ${join(written, inner)}`;
  if (directory === undefined) return undefined;
  const above = folderAbove(directory, name, isKnown);
  if (above !== undefined) return `this is a part of a bucket: pass ${above}, which holds it`;
  const missing = ['logs', 'pr-logs', 'pr-logs/pull', 'logs/<job>', 'logs/<job>/<build>'].find(
    (place) => isKnown(`${place.replace('<job>', 'job').replace('<build>', '1')}/${name}`),
  );
  if (missing === undefined) return undefined;
  return `the folders above it are missing: move what it holds to a folder ${missing} of a directory, and pass that directory`;
}

/** Returns the folders that stand before the known name of an object. */
function innerFolder(name: string, isKnown: (name: string) => boolean): string | undefined {
  const parts = name.split('/');
  const skipped = parts.findIndex((_, count) => count > 0 && isKnown(parts.slice(count).join('/')));
  return skipped < 1 ? undefined : parts.slice(0, skipped).join('/');
}

/** Returns the folder above a directory that holds `logs` or `pr-logs`, if the object is known from there. */
function folderAbove(
  directory: string,
  name: string,
  isKnown: (name: string) => boolean,
): string | undefined {
  let path = resolve(directory);
  let below = name;
  while (dirname(path) !== path) {
    below = `${basename(path)}/${below}`;
    if (ROOTS.has(basename(path)) && isKnown(below)) return dirname(path);
    path = dirname(path);
  }
  return undefined;
}
