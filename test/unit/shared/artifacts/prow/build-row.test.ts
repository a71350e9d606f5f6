import { describe, expect, test } from 'vitest';
import { buildRow } from '../../../../../shared/artifacts/prow/build-row.ts';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import type { BuildFileKind, BuildRecords } from '../../../../../shared/artifacts/prow/records.ts';
import { ledgerRow } from '../../../../../shared/rows/ledger-row.ts';
import { TABLES, type BuildsRow } from '../../../../../shared/schema/tables.ts';
import { finished, prowjob, started } from '../../../../support/build.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { POLICIES } from '../../../../support/policies.ts';

const version = (file: string, generation: string) => ({
  bucket: 'b',
  name: `logs/j/7/${file}`,
  generation,
  sizeBytes: 1,
  updatedAt: '2026-11-20T12:00:00.000Z',
});

async function rowOf(files: Readonly<Partial<Record<BuildFileKind, string>>>): Promise<BuildsRow> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([kind, body]) => [
      kind,
      await readBuildFile(kind as BuildFileKind, inPieces(body), POLICIES),
    ]),
  );
  const reading = {
    bucket: 'b',
    parserVersion: 7,
    build: { buildPath: 'logs/j/7/', job: 'j', buildId: '7' },
    buildDate: '2025-11-21',
    records: Object.fromEntries(entries) as BuildRecords,
    versions: [version('started.json', '9007199254740993'), version('finished.json', '2')],
  };
  return buildRow(reading, POLICIES.dimensions);
}

describe('the row of a build', () => {
  test('has exactly the columns of its table', async () => {
    expect(Object.keys(await rowOf({})).sort()).toEqual(
      TABLES.builds.schema.map(({ name }) => name).sort(),
    );
  });

  test('contains times, durations and the outcome', async () => {
    const row = await rowOf({ started: started(), finished: finished(), prowjob: prowjob() });
    expect(row).toMatchObject({
      object_name: 'logs/j/7/',
      generation: '9007199254740995',
      outcome: 'passed',
      is_passed: true,
      is_complete: true,
      started_at: '2025-11-21T00:00:00.000Z',
      duration_seconds: 3600,
      queue_seconds: 60,
      job_type: 'periodic',
      cloud: 'aws',
      repo_commit: 'abc123',
      files: ['finished.json', 'started.json'],
    });
  });

  test.each([
    { files: { started: started() }, outcome: 'running', is_passed: null },
    {
      files: { started: started(), prowjob: prowjob('pending') },
      outcome: 'running',
      is_passed: null,
    },
    {
      files: { started: started(), prowjob: prowjob('error') },
      outcome: 'errored',
      is_passed: false,
    },
    {
      files: { finished: finished(false), prowjob: prowjob('success') },
      outcome: 'failed',
      is_passed: false,
    },
  ])('$outcome', async ({ files, outcome, is_passed }) => {
    expect(await rowOf(files)).toMatchObject({ outcome, is_passed });
  });

  test.each([
    { repos: { 'kubernetes/kops': 'master:aaa,17:bbb' }, inputs: 'kubernetes/kops@aaa +17@bbb' },
    { repos: { 'z/z': 'main:2', 'a/a': 'main:1' }, inputs: 'a/a@1; z/z@2' },
    { repos: { 'kubernetes/kops': 'master' }, inputs: null },
    { repos: { '/': '' }, inputs: null },
  ])('inputs of $repos', async ({ repos, inputs }) => {
    const row = await rowOf({ started: JSON.stringify({ timestamp: 1763683200, repos }) });
    expect(row.inputs).toBe(inputs);
  });

  // Prow's initupload writes the commit into both; older files have only one of them.
  test.each([
    { about: 'both', started: { 'repo-version': 'c1', 'repo-commit': 'c1' }, repo_commit: 'c1' },
    { about: 'the old name', started: { 'repo-version': 'c2' }, repo_commit: 'c2' },
    { about: 'neither', started: {}, repo_commit: 'r' },
  ])('the commit of $about is not a version', async ({ started, repo_commit }) => {
    const row = await rowOf({
      started: JSON.stringify({ timestamp: 1763683200, ...started }),
      finished: JSON.stringify({ timestamp: 1763686800, passed: true, revision: 'r' }),
    });
    expect(row).toMatchObject({ repo_commit, version: null, job_version: null });
  });

  test('versions are those that the files name so, of the end before the start', async () => {
    const row = await rowOf({
      started: JSON.stringify({ timestamp: 1763683200, version: 'v1', 'job-version': 'j1' }),
      finished: JSON.stringify({ timestamp: 1763686800, version: 'v2' }),
    });
    expect(row).toMatchObject({ version: 'v2', job_version: 'j1' });
  });

  test('a branch that stands for an unknown commit is not an exact input', async () => {
    const files = { repos: { 'kubernetes/kops': 'master' }, 'repo-commit': 'master' };
    const row = await rowOf({ started: JSON.stringify({ timestamp: 1763683200, ...files }) });
    expect(row).toMatchObject({ repo_commit: 'master', inputs: null });
  });
});

describe('what the ProwJob asks for', () => {
  const rowOfPod = (containers: readonly object[], annotations: object = {}) =>
    rowOf({
      prowjob: JSON.stringify({ metadata: { annotations }, spec: { pod_spec: { containers } } }),
      podinfo: JSON.stringify({ pod: { spec: { nodeName: 'node-7' } } }),
    });

  test('is summed over the containers; a limit is also a request', async () => {
    const row = await rowOfPod([
      { resources: { requests: { cpu: '1500m', memory: '1Gi' }, limits: { memory: '2Gi' } } },
      { resources: { limits: { cpu: 2, memory: '512Mi' } } },
      {},
    ]);
    expect(row).toMatchObject({
      cpu_request_cores: 3.5,
      cpu_limit_cores: 2,
      memory_request_bytes: 1.5 * 1024 ** 3,
      memory_limit_bytes: 2.5 * 1024 ** 3,
      pod_node: 'node-7',
    });
  });

  test.each([
    { resources: undefined },
    { resources: { requests: { cpu: 'lots', memory: '8Ei' } } },
    { resources: [] },
  ])('is unknown with $resources', async ({ resources }) => {
    expect(await rowOfPod([{ resources }])).toMatchObject({
      cpu_request_cores: null,
      cpu_limit_cores: null,
      memory_request_bytes: null,
      memory_limit_bytes: null,
    });
  });

  test('names the boards of TestGrid, and who is told', async () => {
    const annotations = {
      'testgrid-dashboards': 'kops-aws, , sig-x ',
      'testgrid-alert-email': 'team@example.org',
    };
    expect(await rowOfPod([], annotations)).toMatchObject({
      testgrid_dashboards: ['kops-aws', 'sig-x'],
      testgrid_alert_email: 'team@example.org',
    });
    expect(await rowOfPod([])).toMatchObject({
      testgrid_dashboards: [],
      testgrid_alert_email: null,
    });
  });
});

test('a row of the ledger has exactly the columns of its table', () => {
  const row = ledgerRow({
    version: version('finished.json', '2'),
    kind: 'finished',
    parserVersion: 4,
    buildDate: '2025-11-21',
    ingestedAt: '2026-11-20T12:00:01.000Z',
    outcome: 'rejected',
    reason: 'not JSON',
  });
  expect(Object.keys(row).sort()).toEqual(
    TABLES.ingested_objects.schema.map(({ name }) => name).sort(),
  );
  expect(row).toMatchObject({ outcome: 'rejected', reason: 'not JSON', builds_rows: 0 });
});
