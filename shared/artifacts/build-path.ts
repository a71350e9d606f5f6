import type { BuildLocation } from '../domain/build-location.ts';
import { pullLocation, type PathStrategy } from './path-strategy.ts';

const LOGS = /^logs\/([^/]+)\/(\d+)\/(.+)$/s;
const BATCH = /^pr-logs\/pull\/batch\/([^/]+)\/(\d+)\/(.+)$/s;
const PULL = /^pr-logs\/pull\/(?:([^/]+)\/)?(\d+)\/([^/]+)\/(\d+)\/(.+)$/s;

/** An object in the folder of a build. */
export interface BuildObject {
  readonly build: BuildLocation;
  /** Path below the folder of the build, exactly as in the object's name. */
  readonly path: string;
}

/**
 * Parses the name of an object in the folder of a build.
 *
 * @returns `undefined` for objects outside of the folders of builds
 */
export function parseBuildPath(name: string, strategy: PathStrategy): BuildObject | undefined {
  return parseLogs(name) ?? parseBatch(name) ?? parsePull(name, strategy);
}

function parseLogs(name: string): BuildObject | undefined {
  const [, job, buildId, path] = LOGS.exec(name) ?? [];
  if (job === undefined || buildId === undefined || path === undefined) return undefined;
  return { build: { buildPath: folderOf(name, path), job, buildId }, path };
}

function parseBatch(name: string): BuildObject | undefined {
  const [, job, buildId, path] = BATCH.exec(name) ?? [];
  if (job === undefined || buildId === undefined || path === undefined) return undefined;
  return { build: { buildPath: folderOf(name, path), job, buildId, jobType: 'batch' }, path };
}

function parsePull(name: string, strategy: PathStrategy): BuildObject | undefined {
  const [, segment, pullNumber, job, buildId, path] = PULL.exec(name) ?? [];
  if (pullNumber === undefined || job === undefined) return undefined;
  if (buildId === undefined || path === undefined) return undefined;
  const repository = pullLocation(segment, strategy);
  const buildPath = folderOf(name, path);
  return {
    build: { buildPath, job, buildId, jobType: 'presubmit', pullNumber, ...repository },
    path,
  };
}

function folderOf(name: string, path: string): string {
  return name.slice(0, -path.length);
}
