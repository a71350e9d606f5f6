import { REPOSITORY } from '../catalog/repositories.ts';
import type { NumberedRun, JobRun } from '../history/run.ts';

/** Folder in which a job's builds for the same thing are, with its trailing slash. */
function folderOf({ job, refs }: JobRun): string {
  if (job.family === 'batch') return `pr-logs/pull/batch/${job.name}/`;
  const pull = refs?.pulls[0];
  if (pull === undefined) return `logs/${job.name}/`;
  return `pr-logs/pull/${REPOSITORY.repository.repo}/${pull.number}/${job.name}/`;
}

/** Folder of a build, with its trailing slash. */
export function buildPath(run: NumberedRun): string {
  return `${folderOf(run)}${run.buildId}/`;
}

/** What people open to look at a build. */
export function viewUrl(run: NumberedRun): string {
  return REPOSITORY.view_url + buildPath(run).slice(0, -1);
}

/** An object that points to a build. */
export interface Pointer {
  readonly kind: 'build_alias' | 'latest_build';
  readonly name: string;
  readonly body: string;
}

/** The pointers that a build writes: whoever has only its job's name finds it by them. */
export function pointerObjects(run: NumberedRun): readonly Pointer[] {
  const { job, buildId, refs } = run;
  const latest = (folder: string): Pointer => ({
    kind: 'latest_build',
    name: `${folder}latest-build.txt`,
    body: buildId,
  });
  if (refs === undefined) return [latest(folderOf(run))];
  const directory = `pr-logs/directory/${job.name}/`;
  return [
    {
      kind: 'build_alias',
      name: `${directory}${buildId}.txt`,
      body: `gs://${REPOSITORY.bucket}/${buildPath(run).slice(0, -1)}`,
    },
    latest(directory),
    latest(folderOf(run)),
  ];
}
