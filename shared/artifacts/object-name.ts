import {
  BUILD_FILE_NAMES,
  BUILD_KINDS,
  LOG_FILE,
  type Artifact,
  type BuildArtifact,
  type BuildLocation,
} from '../domain/artifact.ts';
import { markerPlace } from '../domain/markers/place.ts';
import type { VersionMarkerPolicy } from '../policy/version-markers.ts';
import { pullLocation, type PathStrategy } from './path-strategy.ts';

/** What Prow's own viewer takes for JUnit; `.gz` where an uploader did not strip it. */
const JUNIT = /^artifacts\/(?:.*\/)?junit.*\.xml(?:\.gz)?$/s;

const LOGS = /^logs\/([^/]+)\/(\d+)\/(.+)$/s;
const BATCH = /^pr-logs\/pull\/batch\/([^/]+)\/(\d+)\/(.+)$/s;
const PULL = /^pr-logs\/pull\/(?:([^/]+)\/)?(\d+)\/([^/]+)\/(\d+)\/(.+)$/s;
const ALIAS = /^pr-logs\/directory\/([^/]+)\/\d+\.txt$/;
const LATEST =
  /^(?:logs|pr-logs\/directory|pr-logs\/pull(?:\/[^/]+){1,2})\/([^/]+)\/latest-build\.txt$/;

const BUILD_FILES = new Map(BUILD_KINDS.map((kind) => [BUILD_FILE_NAMES[kind], kind]));

/** How the objects of a bucket are named. */
export interface ObjectNaming {
  readonly pathStrategy: PathStrategy;
  /** Says which objects are version markers. */
  readonly markers: VersionMarkerPolicy;
}

/**
 * Tells from the name of an object what it is. Most objects of a CI bucket are nothing to us, so the answer to that
 * comes first and costs a look at the end of the name.
 *
 * @returns `undefined` for everything that ci-signal does not know
 */
export function parseObjectName(
  name: string,
  { pathStrategy, markers }: ObjectNaming,
): Artifact | undefined {
  if (!mayBeOurs(name)) return undefined;
  const isLog = name.endsWith(`/${LOG_FILE}`);
  if (name.endsWith('.txt') && !isLog) return parsePointer(name) ?? parseMarker(name, markers);
  const place = parseBuildPath(name, pathStrategy);
  if (place === undefined) return undefined;
  const { build, file } = place;
  const kind = kindOf(file);
  return kind === undefined ? undefined : { kind, build, file: file.replaceAll('%23', '#') };
}

/** @param file path below the folder of the build */
function kindOf(file: string): BuildArtifact['kind'] | undefined {
  if (file === LOG_FILE) return 'build_log';
  return JUNIT.test(file) ? 'junit' : BUILD_FILES.get(file);
}

function mayBeOurs(name: string): boolean {
  const file = name.slice(name.lastIndexOf('/') + 1);
  if (file.endsWith('.xml') || file.endsWith('.xml.gz')) return name.includes('/junit');
  return BUILD_FILES.has(file) || file.endsWith('.txt');
}

function parsePointer(name: string): Artifact | undefined {
  const latest = LATEST.exec(name)?.[1];
  if (latest !== undefined) return { kind: 'latest_build', job: latest };
  const alias = ALIAS.exec(name)?.[1];
  return alias === undefined ? undefined : { kind: 'build_alias', job: alias };
}

function parseMarker(name: string, markers: VersionMarkerPolicy): Artifact | undefined {
  const place = markerPlace(name, markers);
  return place === undefined ? undefined : { kind: 'version_marker', ...place };
}

function parseBuildPath(
  name: string,
  strategy: PathStrategy,
): { build: BuildLocation; file: string } | undefined {
  const [, logsJob, logsBuild, logsFile] = LOGS.exec(name) ?? [];
  if (logsJob !== undefined && logsBuild !== undefined && logsFile !== undefined) {
    const buildPath = name.slice(0, -logsFile.length);
    return { build: { buildPath, job: logsJob, buildId: logsBuild }, file: logsFile };
  }
  const [, batchJob, batchBuild, batchFile] = BATCH.exec(name) ?? [];
  if (batchJob !== undefined && batchBuild !== undefined && batchFile !== undefined) {
    const buildPath = name.slice(0, -batchFile.length);
    return {
      build: { buildPath, job: batchJob, buildId: batchBuild, jobType: 'batch' },
      file: batchFile,
    };
  }
  const [, segment, pullNumber, job, buildId, file] = PULL.exec(name) ?? [];
  if (
    pullNumber === undefined ||
    job === undefined ||
    buildId === undefined ||
    file === undefined
  ) {
    return undefined;
  }
  const buildPath = name.slice(0, -file.length);
  const repository = pullLocation(segment, strategy);
  return {
    build: { buildPath, job, buildId, jobType: 'presubmit', pullNumber, ...repository },
    file,
  };
}
