import { finishedOutcome } from '../../domain/build-outcome.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { FinishedRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';

/** Reads `finished.json`: the time at which a build ended, and its result. A build has ended even if the file is empty. */
export function readFinished(fields: Fields, warnings: Warnings): FinishedRecord {
  if (!['timestamp', 'passed', 'result'].some((name) => fields.has(name))) {
    warnings.add('neither timestamp nor passed nor result');
  }
  const passed = fields.boolean('passed');
  const result = fields.string('result');
  const isSuccess = result === null ? null : result.toUpperCase() === 'SUCCESS';
  if (passed !== null && isSuccess !== null && passed !== isSuccess) {
    warnings.add('passed and result contradict each other: passed counts');
  }
  return {
    kind: 'finished',
    finished_at: fields.epoch('timestamp'),
    outcome: finishedOutcome({ passed, result }),
    is_passed: passed ?? isSuccess,
    result,
    revision: fields.string('revision'),
    version: fields.string('version'),
    job_version: fields.string('job-version'),
    metadata: fields.json('metadata'),
    warnings: warnings.list(),
  };
}
