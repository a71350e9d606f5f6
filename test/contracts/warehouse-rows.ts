import type { BuildsRow, TestAttemptsRow } from '../../shared/rows/tables.ts';

export const BUILD_DATE = '2026-11-20';

const IDENTITY = {
  bucket: 'bucket',
  object_name: 'logs/job/1/',
  generation: 1,
  parser_version: 1,
  ordinal: 0,
  build_date: BUILD_DATE,
  job: 'job',
  build_id: '1',
} as const;

/** A row of builds that says as little as it may. */
export function buildsRow(values: Partial<BuildsRow> = {}): BuildsRow {
  return {
    ...IDENTITY,
    job_type: null,
    org: null,
    repo: null,
    pull_number: null,
    pulls: null,
    base_ref: null,
    base_sha: null,
    repo_commit: null,
    inputs: null,
    cloud: null,
    networking: null,
    distro: null,
    architecture: null,
    kubernetes_version: null,
    kops_version: null,
    outcome: 'passed',
    is_passed: null,
    is_complete: true,
    result: null,
    state: null,
    description: null,
    triggered_at: null,
    pending_at: null,
    started_at: null,
    finished_at: null,
    completed_at: null,
    duration_seconds: null,
    queue_seconds: null,
    cluster: null,
    node: null,
    pod_name: null,
    pod_phase: null,
    pod_reason: null,
    pod_events: null,
    revival_count: null,
    is_clone_failed: null,
    clones: null,
    repos: null,
    extra_refs: null,
    labels: null,
    annotations: null,
    env: null,
    metadata: null,
    job_version: null,
    url: null,
    files: [],
    ...values,
  };
}

/** The attempt with that number in one report. */
export function attemptRow(
  ordinal: number,
  values: Partial<TestAttemptsRow> = {},
): TestAttemptsRow {
  return {
    ...IDENTITY,
    object_name: 'logs/job/1/artifacts/junit_01.xml',
    ordinal,
    build_path: 'logs/job/1/',
    file: 'artifacts/junit_01.xml',
    context: null,
    thread: null,
    suite: 'suite',
    class_name: null,
    test_name: `test ${ordinal}`,
    test_id: ordinal.toString(16).padStart(16, '0'),
    case_ordinal: ordinal + 1,
    outcome: 'passed',
    duration_seconds: ordinal / 8,
    failure_type: null,
    failure_message: null,
    failure_text: null,
    failure_text_omitted: null,
    failure_fingerprint: null,
    skip_reason: null,
    properties: null,
    ...values,
  };
}
