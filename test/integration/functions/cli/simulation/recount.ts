import { gunzipSync } from 'node:zlib';
import type { SimulatedObject } from '../../../../../functions/cli/simulation/simulate.ts';

/** Returns the body of an object as text. This file shares no code with the readers or the simulation. */
export function textOf({ body }: SimulatedObject): string {
  if (typeof body === 'string') return body;
  return gunzipSync(body).toString('utf8');
}

/** Returns the last version of every object by name. */
export function lastVersions(
  objects: Iterable<SimulatedObject>,
): ReadonlyMap<string, SimulatedObject> {
  const last = new Map<string, SimulatedObject>();
  for (const object of objects) last.set(object.name, object);
  return last;
}

/** Patterns of the names of objects in a CI bucket. */
const FOLDER = String.raw`(?:logs|pr-logs/pull/batch|pr-logs/pull/kops/\d+)/[a-z0-9-]+/`;
export const NAME_SHAPES = {
  started: new RegExp(`^${FOLDER}\\d{19}/started\\.json$`),
  finished: new RegExp(`^${FOLDER}\\d{19}/finished\\.json$`),
  prowjob: new RegExp(`^${FOLDER}\\d{19}/prowjob\\.json$`),
  podinfo: new RegExp(`^${FOLDER}\\d{19}/podinfo\\.json$`),
  clone_records: new RegExp(`^${FOLDER}\\d{19}/clone-records\\.json$`),
  junit: new RegExp(`^${FOLDER}\\d{19}/artifacts/junit_\\w+\\.xml$`),
  coverage: new RegExp(`^${FOLDER}\\d{19}/artifacts/unit/(?:cover\\.out|lcov\\.info)$`),
  build_log: new RegExp(`^${FOLDER}\\d{19}/build-log\\.txt$`),
  build_alias: /^pr-logs\/directory\/[a-z0-9-]+\/\d{19}\.txt$/,
  latest_build: new RegExp(`^(?:${FOLDER}|pr-logs/directory/[a-z0-9-]+/)latest-build\\.txt$`),
  version_marker:
    /^kops\/releases\/markers\/(?:master|release-1\.\d+)\/latest-ci(?:-updown-green)?\.txt$/,
  irrelevant: new RegExp(
    `^${FOLDER}\\d{19}/(?:clone-log\\.txt|sidecar-logs\\.json|artifacts/(?!junit|unit/)\\S+)$`,
  ),
} as const;
export type Shape = keyof typeof NAME_SHAPES;

/** Returns the patterns that a name matches; a valid name matches exactly one. */
export function shapesOf(name: string): readonly Shape[] {
  return (Object.keys(NAME_SHAPES) as Shape[]).filter((shape) => NAME_SHAPES[shape].test(name));
}

/** Returns the folder of the build that an object belongs to. */
export function folderOf(name: string): string | undefined {
  return /^(.*\/\d{19}\/)/.exec(name)?.[1];
}

interface Document {
  readonly passed?: boolean;
  readonly result?: string;
  readonly status?: { readonly state?: string };
}

/** Returns the outcome of a build by the contents of its files. */
export function outcomeOf(files: ReadonlyMap<string, string>): string | undefined {
  const finished = files.get('finished.json');
  if (finished !== undefined) {
    const { passed, result } = JSON.parse(finished) as Document;
    if (result === 'ABORTED') return 'aborted';
    if (passed === undefined) return 'errored';
    return passed ? 'passed' : 'failed';
  }
  if (!files.has('started.json')) return undefined;
  const { status } = JSON.parse(files.get('prowjob.json') ?? '{}') as Document;
  const outcomes: Record<string, string> = {
    error: 'errored',
    success: 'passed',
    failure: 'failed',
  };
  return outcomes[status?.state ?? ''] ?? 'running';
}

/** Returns the complete test cases of a report. */
export function casesIn(
  report: string,
): readonly { name: string; outcome: string; isBare: boolean }[] {
  return [...report.matchAll(/<testcase name="([^"]*)"[^>]*>(.*?)<\/testcase>/gs)].map(
    ([, name = '', child = '']) => ({ name, ...outcomeOfCase(child) }),
  );
}

function outcomeOfCase(child: string): { outcome: string; isBare: boolean } {
  const [, element] = /^<(\w+)/.exec(child) ?? [];
  const outcomes: Record<string, string> = {
    failure: 'failed',
    error: 'errored',
    skipped: 'skipped',
  };
  return {
    outcome: outcomes[element ?? ''] ?? 'passed',
    isBare: child === '<skipped message="skipped"></skipped>',
  };
}
