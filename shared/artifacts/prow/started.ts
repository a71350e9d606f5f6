import type { Fields } from '../syntax/json/fields.ts';
import type { StartedRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';

/** Reads `started.json`: the time and the node on which a build started, and the refs that it tests. */
export function readStarted(fields: Fields, warnings: Warnings): StartedRecord {
  return {
    kind: 'started',
    started_at: fields.epoch('timestamp'),
    node: fields.string('node'),
    pull: fields.string('pull'),
    pull_number: pullNumber(fields.string('pull')),
    repos: fields.map('repos'),
    repo_commit: fields.string('repo-commit'),
    version: fields.string('version'),
    job_version: fields.string('job-version'),
    repo_version: fields.string('repo-version'),
    metadata: fields.json('metadata'),
    warnings: warnings.list(),
  };
}

function pullNumber(pull: string | null): number | null {
  return pull !== null && /^\d{1,15}$/.test(pull) ? Number(pull) : null;
}
