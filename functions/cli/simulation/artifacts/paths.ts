import { REPOSITORY } from '../catalog/repositories.ts';
import type { JobRun, NumberedRun } from '../history/run.ts';

/** Returns the folder of a job's builds (of one pull request, if there is one) with its trailing slash. */
function folderOf({ job, refs }: JobRun): string {
  if (job.family === 'batch') return `pr-logs/pull/batch/${job.name}/`;
  const pull = refs?.pulls[0];
  if (pull === undefined) return `logs/${job.name}/`;
  return `pr-logs/pull/${REPOSITORY.repository.repo}/${pull.number}/${job.name}/`;
}

/** Returns the folder of a build with its trailing slash. */
export function buildPath(run: NumberedRun): string {
  return `${folderOf(run)}${run.buildId}/`;
}

/** Returns the URL of a build's page in Prow. */
export function viewUrl(run: NumberedRun): string {
  return REPOSITORY.view_url + buildPath(run).slice(0, -1);
}

/** An object whose body names a build. */
interface Pointer {
  readonly kind: 'build_alias' | 'latest_build';
  readonly name: string;
  readonly body: string;
}

/** Returns the pointers that a build writes, by which its folder is found from the name of its job. */
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
