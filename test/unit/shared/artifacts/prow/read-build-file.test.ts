import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import type { BuildFileKind } from '../../../../../shared/artifacts/prow/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const FIXTURES = new URL('../../../../fixtures/prow/', import.meta.url);

const read = (kind: BuildFileKind, body: string | Uint8Array) =>
  readBuildFile(kind, inPieces(body, Math.max(100, Math.ceil(body.length / 1000))), POLICIES);
const readFixture = (kind: BuildFileKind, file: string) =>
  read(kind, readFileSync(new URL(file, FIXTURES)));

test('prowjob.json of a presubmit', async () => {
  expect(await readFixture('prowjob', 'prowjob-presubmit.json')).toEqual({
    kind: 'prowjob',
    prowjob_id: '4d0e9f3a-0000-4000-8000-000000000001',
    job_type: 'presubmit',
    agent: 'kubernetes',
    cluster: 'k8s-infra-kops-prow-build',
    job: 'pull-kops-e2e-k8s-gce-cilium',
    context: 'pull-kops-e2e-k8s-gce-cilium',
    org: 'kubernetes',
    repo: 'kops',
    base_ref: 'master',
    base_sha: 'base0000',
    pulls: [{ number: 17000, author: 'somebody', sha: 'pull0000', title: 'Fix it' }],
    pull_number: 17000,
    extra_refs: [
      { org: 'kubernetes', repo: 'test-infra', base_ref: 'master', base_sha: null, pulls: [] },
    ],
    labels: { 'prow.k8s.io/type': 'presubmit' },
    annotations: { 'test.kops.k8s.io/cloud': 'gce' },
    args: [],
    env: { KOPS_VERSION_A: '1.35' },
    credentials: [{ cloud: 'unknown', kind: 'static', evidence: 'secret_env', name: 's' }],
    state: 'failure',
    description: 'Job failed.',
    triggered_at: '2026-11-20T10:00:00.000Z',
    pending_at: '2026-11-20T10:00:30.000Z',
    completed_at: null,
    url: 'https://prow.example.com/view/1',
    pod_name: 'pod-1',
    build_id: '1991387062838034432',
    resources: {
      cpu_limit_cores: null,
      cpu_request_cores: null,
      memory_limit_bytes: null,
      memory_request_bytes: null,
    },
    revival_count: 1,
    warnings: [],
  });
});

test('podinfo.json of an evicted pod', async () => {
  expect(await readFixture('podinfo', 'podinfo-evicted.json')).toEqual({
    kind: 'podinfo',
    pod_name: 'pod-1',
    node: 'node-1',
    pod_phase: 'Failed',
    pod_reason: 'Evicted',
    pod_message: 'The node was low on memory.',
    pod_events: [
      {
        reason: 'Evicted',
        message: 'low on memory',
        count: 2,
        last_seen_at: '2026-11-20T10:10:00.000Z',
      },
    ],
    warnings: [],
  });
});

test('podinfo.json of a pod with many ordinary events before the eviction', async () => {
  const ordinary = Array.from({ length: 60 }, () => ({ type: 'Normal', reason: 'Pulled' }));
  const events = [...ordinary, { type: 'Warning', reason: 'Evicted' }];
  expect(await read('podinfo', JSON.stringify({ pod: {}, events }))).toMatchObject({
    pod_events: [{ reason: 'Evicted' }],
    warnings: [],
  });
});

test('podinfo.json of a container that was killed for memory', async () => {
  const body = JSON.stringify({
    pod: {
      status: {
        phase: 'Failed',
        containerStatuses: [{ state: { terminated: { reason: 'OOMKilled' } } }],
      },
    },
  });
  expect(await read('podinfo', body)).toMatchObject({ pod_reason: 'OOMKilled' });
});

test('clone-records.json of a clone that failed', async () => {
  expect(await readFixture('clone_records', 'clone-records-failed.json')).toMatchObject({
    is_clone_failed: true,
    clones: [
      {
        org: 'kubernetes',
        repo: 'kops',
        final_sha: 'final000',
        is_failed: false,
        duration_seconds: 1.5,
        error: null,
      },
      {
        org: 'kubernetes',
        repo: 'test-infra',
        final_sha: null,
        is_failed: true,
        error: 'fatal: could not read',
      },
    ],
  });
});

describe('finished.json', () => {
  test.each([
    {
      body: { timestamp: 1763686800, passed: true, result: 'SUCCESS' },
      outcome: 'passed',
      is_passed: true,
    },
    {
      body: { timestamp: 1763686800, passed: false, result: 'FAILURE' },
      outcome: 'failed',
      is_passed: false,
    },
    { body: { passed: false, result: 'ABORTED' }, outcome: 'aborted', is_passed: false },
    { body: { passed: false, result: 'aborted' }, outcome: 'aborted', is_passed: false },
    { body: { passed: true, result: 'success' }, outcome: 'passed', is_passed: true },
    { body: { passed: false, result: 'error' }, outcome: 'errored', is_passed: false },
    { body: { result: 'SUCCESS' }, outcome: 'passed', is_passed: true },
    { body: { result: 'failure' }, outcome: 'failed', is_passed: false },
    { body: { result: 'UNSTABLE' }, outcome: 'errored', is_passed: false },
    { body: { timestamp: 1763686800 }, outcome: 'errored', is_passed: null },
    { body: { passed: true, result: 'FAILURE' }, outcome: 'passed', is_passed: true },
  ])('$body is $outcome', async ({ body, outcome, is_passed }) => {
    expect(await read('finished', JSON.stringify(body))).toMatchObject({ outcome, is_passed });
  });
});

describe('times', () => {
  test.each([
    { timestamp: 1763683200, at: '2025-11-21T00:00:00.000Z', warnings: [] },
    { timestamp: 1763683200.5, at: '2025-11-21T00:00:00.500Z', warnings: [] },
    {
      timestamp: '1763683200',
      at: '2025-11-21T00:00:00.000Z',
      warnings: ['timestamp: a number written as a string'],
    },
    {
      timestamp: 1763683200000,
      at: '2025-11-21T00:00:00.000Z',
      warnings: ['timestamp: milliseconds instead of seconds'],
    },
    {
      timestamp: 12345,
      at: '1970-01-01T03:25:45.000Z',
      warnings: ['timestamp: a time before 2000'],
    },
    {
      timestamp: 0,
      at: null,
      warnings: ['timestamp: a time before 2000', 'timestamp: not a time'],
    },
    { timestamp: true, at: null, warnings: ['timestamp: of an unexpected type'] },
    { timestamp: null, at: null, warnings: [] },
  ])('$timestamp', async ({ timestamp, at, warnings }) => {
    expect(await read('started', JSON.stringify({ timestamp, node: 'n' }))).toMatchObject({
      started_at: at,
      warnings,
    });
  });
});

describe('invalid JSON', () => {
  test.each([
    { body: '', reason: 'the file is empty' },
    { body: '{"timestamp": 17', reason: 'not JSON' },
    { body: '{"timestamp": NaN}', reason: 'not JSON' },
    { body: '[]', reason: 'not a JSON object' },
    { body: 'null', reason: 'not a JSON object' },
    { body: '"SUCCESS"', reason: 'not a JSON object' },
    { body: '<?xml version="1.0"?><Error/>', reason: 'not JSON' },
    { body: ' '.repeat(17 * 1024 * 1024), reason: 'larger than 16777216 bytes' },
  ])('$reason', async ({ body, reason }) => {
    await expect(read('finished', body)).rejects.toThrow(UnreadableArtifactError);
    await expect(read('finished', body)).rejects.toThrow(reason);
  });

  test('an integer beyond 2^53 is kept as a string', async () => {
    const body = '{"spec":{"job":"j"},"status":{"build_id":1602362182819909632}}';
    expect(await read('prowjob', body)).toMatchObject({ build_id: '1602362182819909632' });
  });

  test('only a field of the wrong type is left out', async () => {
    const body =
      '{"timestamp":1763683200,"node":{"a":1},"repos":{"a/b":"master"},"metadata":"free"}';
    expect(await read('started', body)).toMatchObject({
      started_at: '2025-11-21T00:00:00.000Z',
      node: null,
      repos: { 'a/b': 'master' },
      metadata: 'free',
      warnings: ['node: of an unexpected type'],
    });
  });

  test('a byte order mark and invalid bytes are tolerated', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeff{"node":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect(await read('started', bytes)).toMatchObject({
      node: '\ufffd',
      warnings: ['bytes that are not UTF-8 were replaced', 'a byte order mark was passed over'],
    });
  });
});
