import { describe, expect, test } from 'vitest';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import type { BuildFileKind } from '../../../../../shared/artifacts/prow/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const read = (kind: BuildFileKind, body: string) => readBuildFile(kind, inPieces(body), POLICIES);

describe('only deeply nested values are left out', () => {
  test.each([10, 1000, 1500, 1800, 2100, 2400, 5000, 20_000])('depth %d', async (depth) => {
    const deep = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    const finished = await read('finished', `{"passed":true,"metadata":${deep}}`);
    expect(finished).toMatchObject({ outcome: 'passed' });
    const labels = `{"deep":${deep},"flat":"f"}`;
    const prowjob = await read('prowjob', `{"spec":{"job":"j"},"metadata":{"labels":${labels}}}`);
    expect(prowjob).toMatchObject({ job: 'j', labels: { flat: 'f' } });
  });
});

describe('a time is complete, and a warehouse can store it', () => {
  test.each([
    '10:00',
    '12',
    'T10',
    'tomorrow',
    '2026-13-01T00:00:00Z',
    '+012345-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-12:00',
  ])('%j is not accepted', async (startTime) => {
    const body = JSON.stringify({ spec: {}, status: { startTime } });
    expect(await read('prowjob', body)).toMatchObject({
      triggered_at: null,
      warnings: ['startTime: not a time'],
    });
  });

  test.each([
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00.123456Z', '2026-11-20T10:00:00.123Z'],
    ['2026-11-20T10:00:00+05:30', '2026-11-20T04:30:00.000Z'],
  ])('%j is accepted', async (startTime, triggered_at) => {
    const body = JSON.stringify({ spec: {}, status: { startTime } });
    expect(await read('prowjob', body)).toMatchObject({ triggered_at, warnings: [] });
  });
});

describe('names with a meaning in JavaScript', () => {
  test('do not set other fields', async () => {
    const body = '{"__proto__":{"passed":true},"constructor":1,"timestamp":1763686800}';
    expect(await read('finished', body)).toMatchObject({ outcome: 'errored', is_passed: null });
  });

  test('are ordinary names in maps', async () => {
    const labels = '{"__proto__":"p","constructor":"c","a":"b"}';
    const record = await read('prowjob', `{"spec":{},"metadata":{"labels":${labels}}}`);
    expect(JSON.parse(JSON.stringify(record))).toHaveProperty('labels', JSON.parse(labels));
  });
});

describe('lists and maps', () => {
  test('are kept up to a number of entries, with a warning', async () => {
    const labels = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`l${i}`, 'x']));
    const record = await read('prowjob', JSON.stringify({ spec: {}, metadata: { labels } }));
    expect(record.warnings).toEqual(['labels: only the first 250 were kept']);
    expect(Object.keys('labels' in record ? record.labels : {})).toHaveLength(250);
  });

  test('of the wrong type are empty', async () => {
    const spec = { refs: [], extra_refs: {}, pod_spec: 'none' };
    expect(await read('prowjob', JSON.stringify({ spec }))).toMatchObject({
      pulls: [],
      extra_refs: [],
      env: {},
      warnings: expect.arrayContaining([
        'refs: of an unexpected type',
        'extra_refs: of an unexpected type',
        'pod_spec: of an unexpected type',
      ]) as unknown,
    });
  });

  test('of clones may contain values that are not objects', async () => {
    const body = '[null,7,{"refs":{"repo":"kops"},"failed":"yes","final_sha":"f"}]';
    expect(await read('clone_records', body)).toMatchObject({
      is_clone_failed: false,
      clones: [{ repo: null }, { repo: null }, { repo: 'kops', final_sha: 'f', is_failed: false }],
      warnings: ['an object is missing where one is expected', 'failed: of an unexpected type'],
    });
  });
});

test.each([
  { kind: 'prowjob', body: '{"metadata":{}}', reason: 'not a ProwJob' },
  { kind: 'podinfo', body: '{"pod":null,"events":null}', reason: 'neither pod nor events' },
  { kind: 'clone_records', body: '{"refs":{}}', reason: 'not a list of clone records' },
  { kind: 'started', body: '[{"timestamp":1}]', reason: 'not a JSON object' },
] as const)('$kind: $reason', async ({ kind, body, reason }) => {
  const record = read(kind, body);
  await expect(record).rejects.toThrow(UnreadableArtifactError);
  await expect(record).rejects.toThrow(reason);
});

test('environment: values that may be secrets are hidden', async () => {
  const env = [
    { name: 'AWS_SECRET_ACCESS_KEY', value: 'hunter2' },
    { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::1:role/r' },
  ];
  const record = await read(
    'prowjob',
    JSON.stringify({ spec: { pod_spec: { containers: [{ env }] } } }),
  );
  expect(record).toHaveProperty('env', {
    AWS_SECRET_ACCESS_KEY: '(hidden)',
    AWS_ROLE_ARN: 'arn:aws:iam::1:role/r',
  });
  expect(JSON.stringify(record)).not.toContain('hunter2');
});

test('environment: variables without a plain value are omitted', async () => {
  const env = [
    { name: 'K8S_VERSION_A', value: '1.35' },
    { name: 'EMPTY', value: '' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  ];
  const pod_spec = { containers: [{ env }, { env: [{ name: 'SECOND', value: '2' }] }] };
  expect(await read('prowjob', JSON.stringify({ spec: { pod_spec } }))).toMatchObject({
    env: { K8S_VERSION_A: '1.35', SECOND: '2' },
  });
});
