import type { QueryParameters } from '../../shared/ports/warehouse.ts';
import type { FailureTarget } from './failure-target.ts';

/** The verdicts on a failure; what the pull request has to do with comes first. */
export const VERDICTS = [
  'new',
  'known_flake',
  'failing_on_base',
  'failing_in_other_pull_requests',
  'outage',
] as const;

/** A statement without its order, and the parameters that it has. */
export interface FailureQuery {
  readonly sql: string;
  readonly parameters: QueryParameters;
}

/**
 * Returns the statement for the failed test cases of a build, or of the newest build of each job of a pull request, with
 * their verdicts. A build without a failed test case has one row without a verdict.
 */
export function failureQuery(target: FailureTarget): FailureQuery {
  const { condition, parameters } = selected(target);
  return {
    sql: `
    WITH builds AS (
      SELECT job, build_id, job_type, outcome, failed_phase, death_cause, url, started_at
      FROM recent_builds
      WHERE ${condition}
    )
    SELECT
      builds.job, builds.build_id, builds.job_type, builds.outcome AS build_outcome, builds.failed_phase,
      builds.death_cause, builds.url AS build_url, failures.test_id, failures.test_name, failures.verdict,
      failures.is_infra_failure, failures.base_failures, failures.other_pull_request_failures, failures.flake_rate,
      failures.outage_dimension, failures.outage_value, failures.outage_started_at, failures.proof_outcome,
      failures.proof_job, failures.proof_build_id, failures.proof_url, failures.message, failures.failure_fingerprint
    FROM builds
    LEFT JOIN failure_verdicts AS failures ON builds.job = failures.job AND builds.build_id = failures.build_id`,
    parameters,
  };
}

/** Of a pull request, the newest build of each job counts. */
function selected(target: FailureTarget): {
  readonly condition: string;
  readonly parameters: QueryParameters;
} {
  if (target.kind === 'build') {
    const { buildId, job } = target;
    return job === undefined
      ? { condition: 'build_id = @build', parameters: { build: buildId } }
      : { condition: 'build_id = @build AND job = @job', parameters: { build: buildId, job } };
  }
  const { org, repo, number } = target;
  return {
    condition: `org = @org AND repo = @repo AND CAST(pull_number AS STRING) = @number AND job_type = 'presubmit'
      QUALIFY ROW_NUMBER() OVER (PARTITION BY job ORDER BY started_at DESC, build_id DESC) = 1`,
    parameters: { org, repo, number },
  };
}
